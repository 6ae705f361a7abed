package dev.vitrine.gateway.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The commands that a document shows, with what it says they print: its fences {@code console},
 * where a command begins with a dollar sign and goes on after a backslash.
 */
final class DocumentedCommands {
  private static final String MARK = "\u0001";
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private DocumentedCommands() {}

  /** A command and what it prints, on either channel. */
  record Shown(String command, String output) {
    /** The output without what differs from run to run: keys, digests, addresses, places. */
    String comparable() {
      return output
          .replaceAll("vitrine\\.localhost/[0-9a-f]+", "LOG")
          .replaceAll("\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+", "+KEY")
          .replaceAll("root [A-Za-z0-9+/=]+", "root ROOT")
          .replaceAll("[0-9a-f]{64}", "HEX")
          .replaceAll("127\\.0\\.0\\.1:[0-9]+", "ADDRESS")
          .replaceAll("(entry|size|index)( +)[0-9]+", "$1$2N")
          .replaceAll(" +\n", "\n")
          .strip();
    }
  }

  /** Those of a document, in their order. */
  static List<Shown> of(Path document) throws IOException {
    List<Shown> found = new ArrayList<>();
    boolean inside = false;
    StringBuilder command = new StringBuilder();
    StringBuilder output = new StringBuilder();
    boolean continued = false;
    for (String line : Files.readAllLines(document)) {
      boolean begins = inside && !continued && line.startsWith("$ ");
      if ((begins || line.equals("```")) && command.length() > 0) {
        found.add(new Shown(command.toString(), output.toString()));
        command.setLength(0);
        output.setLength(0);
      }
      if (line.startsWith("```")) {
        inside = line.equals("```console");
      } else if (begins || continued) {
        command.append(begins ? line.substring(2) : line).append('\n');
        continued = line.endsWith("\\");
      } else if (inside) {
        output.append(line).append('\n');
      }
    }
    return found;
  }

  /** Runs commands one after the other in one shell, in a folder that gets {@code ./vitrine}. */
  static List<Shown> run(List<Shown> commands, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path vitrine = folder.resolve("vitrine");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.writeString(
        vitrine,
        "#!/bin/sh\nexec %s -XX:TieredStopAtLevel=1 -jar %s \"$@\"\n"
            .formatted(java, JAR.toAbsolutePath()));
    Files.setPosixFilePermissions(vitrine, PosixFilePermissions.fromString("rwx------"));
    StringBuilder script = new StringBuilder("exec 2>&1\n");
    for (Shown shown : commands) {
      script.append(shown.command()).append("printf '\\001'\n");
    }
    Path printed = folder.resolve("printed");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", script.toString())
            .directory(folder.toFile())
            .redirectOutput(printed.toFile());
    shell.environment().putAll(environment);
    Process process = shell.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the commands do not end");
    }
    String[] outputs = Files.readString(printed, StandardCharsets.UTF_8).split(MARK, -1);
    List<Shown> ran = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      ran.add(
          new Shown(commands.get(i).command(), i < outputs.length ? outputs[i] : "did not run"));
    }
    return ran;
  }
}
