package dev.vitrine.gateway.process;

import dev.vitrine.gateway.testing.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code vitrine serve} out of the built jar. */
final class GatewayProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final String READY = "ready: ";
  private static final long PATIENCE_SECONDS = 90;

  private final Path data;
  private final Process process;
  private final Path errors;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();

  private GatewayProcess(Path data, Process process, Path errors) {
    this.data = data;
    this.process = process;
    this.errors = errors;
    Thread reader = new Thread(this::read, "gateway-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Launches it on a folder, whether or not it will come up. */
  static GatewayProcess launch(Path data) throws IOException {
    return launch(data, Map.of());
  }

  /** The same with system properties. */
  static GatewayProcess launch(Path data, Map<String, String> settings) throws IOException {
    return launch(data, settings, Map.of());
  }

  /** The same with environment variables. */
  static GatewayProcess launch(
      Path data, Map<String, String> settings, Map<String, String> environment) throws IOException {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException("build the jar first: mvn package");
    }
    Path errors = Files.createTempFile(data.toAbsolutePath().getParent(), "gateway", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-jar", JAR.toString(), "serve"));
    command.addAll(List.of("--data", data.toString(), "--port", "0"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    Tokens.use(data.resolve("issuer"));
    return new GatewayProcess(data, process, errors);
  }

  /** Runs another command of the jar to its end, and gives what it printed. */
  static String command(int expected, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(arguments);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != expected) {
      throw new IllegalStateException("ended with " + code + ": " + said);
    }
    return said;
  }

  /** Starts another command of the jar; what it prints comes together. */
  static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Its folder. */
  Path data() {
    return data;
  }

  /** Waits until it takes requests and gives its port. */
  int port() throws InterruptedException, IOException {
    try {
      return port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the gateway does not come up: " + errors(), e);
    }
  }

  /** Waits for its end and gives the exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the gateway does not end");
    }
    return process.exitValue();
  }

  /** What it said on standard error. */
  String errors() throws IOException {
    return Files.readString(errors);
  }

  /** Its process id. */
  long pid() {
    return process.pid();
  }

  /** Its children: PostgreSQL. */
  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL, and also to its children if so wished. */
  void kill(boolean childrenToo) throws InterruptedException {
    List<ProcessHandle> children = childrenToo ? children() : List.of();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  /** Waits until all of {@code processes} are gone. */
  static boolean gone(List<ProcessHandle> processes, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (processes.stream().anyMatch(ProcessHandle::isAlive)) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }

  @Override
  public void close() {
    List<ProcessHandle> children = children();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith(READY)) {
          String address = line.substring(READY.length()).strip();
          port.complete(java.net.URI.create(address).getPort());
        }
        line = lines.readLine();
      }
      port.completeExceptionally(new IOException("it ended"));
    } catch (IOException e) {
      port.completeExceptionally(new UncheckedIOException(e));
    }
  }
}
