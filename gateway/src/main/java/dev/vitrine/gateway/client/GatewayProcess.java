package dev.vitrine.gateway.client;

import dev.vitrine.gateway.embedded.StartupException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A gateway on embedded defaults in a process of its own: this very jar, on a free port. */
public final class GatewayProcess implements AutoCloseable {
  private static final String READY = "ready: ";
  private static final int PATIENCE_SECONDS = 30;

  private final Process process;
  private final URI base;

  private GatewayProcess(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /**
   * Starts {@code serve} on {@code data} and waits until it is ready.
   *
   * @param settings system properties for it, as {@code vitrine.intake.batch-delay=5ms}
   */
  public static GatewayProcess start(Path data, List<String> settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // throughput counts more than the longest pause; one tenth more records a second on two cores
    command.add("-XX:+UseParallelGC");
    settings.forEach(setting -> command.add("-D" + setting));
    command.addAll(List.of("-jar", jar().toString(), "serve", "--port", "0"));
    command.addAll(List.of("--data", data.toString()));
    Path log = data.resolveSibling(data.getFileName() + ".log");
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return new GatewayProcess(process, URI.create(line.substring(READY.length())));
      }
    }
    process.destroyForcibly();
    throw new StartupException(
        "The gateway did not start; its log says why:\n" + Files.readString(log));
  }

  /** Where it answers, for REST and gRPC. */
  public URI base() {
    return base;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Waits until somebody stops it. */
  public void await() throws InterruptedException {
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The runnable jar of this build: beside the library this class came from. */
  static Path jar() throws StartupException {
    try {
      Path self =
          Path.of(GatewayProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      // quarkus-app/app/vitrine-gateway-….jar, or target/classes in a test
      for (String candidateName : List.of("../quarkus-run.jar", "quarkus-app/quarkus-run.jar")) {
        Path candidate = self.resolveSibling(candidateName).normalize();
        if (Files.exists(candidate)) {
          return candidate;
        }
      }
      throw new StartupException("There is no built jar here: build it with ./vitrine first.");
    } catch (URISyntaxException e) {
      throw new StartupException("The jar's own place is not a path: move it to a plain folder.");
    }
  }
}
