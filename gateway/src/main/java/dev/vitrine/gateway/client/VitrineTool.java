package dev.vitrine.gateway.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a {@code vitrine} command in a process of its own, as a stranger would. */
public final class VitrineTool {
  private VitrineTool() {}

  /**
   * How a command ended.
   *
   * @param output what it printed, errors too
   */
  public record Result(int exitCode, String output) {}

  /** Runs a command to its end. */
  public static Result run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", GatewayProcess.jar().toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
