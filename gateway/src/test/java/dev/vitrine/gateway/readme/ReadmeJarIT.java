package dev.vitrine.gateway.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's commands in order, in one shell, against the built jar. */
class ReadmeJarIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path APPLICATION = Path.of("target", "quarkus-app").toAbsolutePath();
  private static final String PORT = "8080";
  private static final int PATIENCE_SECONDS = 300;
  private static final int STOP_SECONDS = 60;

  private final List<Process> started = new ArrayList<>();

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void stop() throws Exception {
    for (Process process : started) {
      List<ProcessHandle> all = new ArrayList<>(process.children().toList());
      all.add(process.toHandle());
      all.forEach(ProcessHandle::destroy);
      for (ProcessHandle one : all) {
        one.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void everyCommandDoesWhatIsShown() throws Exception {
    assertTrue(Files.exists(APPLICATION.resolve("quarkus-run.jar")), "the jar is not built");
    layOut();
    Readme readme = Readme.read(ROOT.resolve("README.md"));
    assertTrue(readme.blocks().stream().anyMatch(block -> !block.shows().isEmpty()));
    String port = Integer.toString(freePort());
    List<Readme.Block> commands = new ArrayList<>();
    for (Readme.Block block : readme.blocks()) {
      if (block.serve()) {
        serve(block, port);
      } else {
        commands.add(block);
      }
    }
    List<String> output = new ArrayList<>();
    int code = shell(commands, port, output);
    String all = String.join("\n", output);
    assertEquals(0, code, all);
    for (int i = 0; i < commands.size(); i++) {
      int from = output.indexOf(mark(i)) + 1;
      int to = i + 1 == commands.size() ? output.size() : output.indexOf(mark(i + 1));
      assertShown(commands.get(i), output.subList(from, to).iterator(), all);
    }
  }

  /** A clone as far as the script sees: the script, the documents and the built application. */
  private void layOut() throws IOException {
    Files.copy(ROOT.resolve("vitrine"), folder.resolve("vitrine"));
    assertTrue(folder.resolve("vitrine").toFile().setExecutable(true));
    Files.createSymbolicLink(folder.resolve("docs"), ROOT.resolve("docs"));
    Path target = Files.createDirectories(folder.resolve("gateway").resolve("target"));
    Files.createSymbolicLink(target.resolve("quarkus-app"), APPLICATION);
  }

  private Process start(String script, String port) throws IOException {
    Process process =
        new ProcessBuilder("bash", "-ec", script.replace(PORT, port))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    started.add(process);
    return process;
  }

  /** Starts what goes on running, and waits for what is shown of it. */
  private void serve(Readme.Block block, String port) throws Exception {
    Process process = start(block.commands(), port);
    List<String> output = new CopyOnWriteArrayList<>();
    Iterator<Pattern> wanted = block.shows().iterator();
    assertTrue(wanted.hasNext(), "nothing is shown for " + block.commands());
    CompletableFuture<Boolean> shown = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = lines(process)) {
                Pattern next = wanted.next();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  output.add(line);
                  if (!shown.isDone() && next.matcher(Readme.plain(line)).matches()) {
                    if (wanted.hasNext()) {
                      next = wanted.next();
                    } else {
                      shown.complete(true);
                    }
                  }
                }
                shown.complete(false);
              } catch (IOException e) {
                shown.completeExceptionally(e);
              }
            },
            "readme-serve");
    reader.setDaemon(true);
    reader.start();
    assertTrue(shown.get(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> String.join("\n", output));
  }

  private int shell(List<Readme.Block> blocks, String port, List<String> output)
      throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < blocks.size(); i++) {
      script.append("echo '").append(mark(i)).append("'\n").append(blocks.get(i).commands());
    }
    Process process = start(script.toString(), port);
    try (BufferedReader lines = lines(process)) {
      lines.lines().forEach(output::add);
    }
    return process.waitFor();
  }

  /** Every shown line is there, in its order. */
  private static void assertShown(Readme.Block block, Iterator<String> output, String all) {
    for (Pattern line : block.shows()) {
      boolean found = false;
      while (!found && output.hasNext()) {
        found = line.matcher(Readme.plain(output.next())).matches();
      }
      assertTrue(
          found, () -> "not found in its place: " + line + "\nof:\n" + block.commands() + all);
    }
  }

  private static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String mark(int block) {
    return "@@ block " + block;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
