package dev.vitrine.gateway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One postmaster whose life is tied to this process: when this process dies, by whatever signal,
 * the kernel tells the postmaster to shut down.
 */
final class PostgresProcess {

  private static final long POLL_NANOS = 5_000_000;
  private static final int STATUS_LINE = 7;

  private final Process process;

  private PostgresProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts the command and waits until PostgreSQL takes connections.
   *
   * @throws StartupException with the end of the server's log when it ends or takes too long
   */
  static PostgresProcess start(List<String> command, Path data, Path log, Duration patience)
      throws IOException {
    // the parent-death signal follows the thread that forked, so that thread must never end
    CompletableFuture<Process> forked = new CompletableFuture<>();
    Thread parent =
        new Thread(
            () -> {
              try {
                Process process =
                    new ProcessBuilder(tiedToParent(command))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
                forked.complete(process);
                process.waitFor();
              } catch (IOException | InterruptedException e) {
                forked.completeExceptionally(e);
              }
            },
            "postgres-parent");
    parent.setDaemon(true);
    parent.start();
    PostgresProcess postgres;
    try {
      postgres = new PostgresProcess(forked.get());
    } catch (ExecutionException e) {
      throw new StartupException("PostgreSQL could not be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted while PostgreSQL was starting.", e);
    }
    postgres.awaitReady(data, log, patience);
    return postgres;
  }

  private static List<String> tiedToParent(List<String> command) {
    List<String> all = new ArrayList<>(asUnprivileged());
    // an own session: Ctrl-C on a terminal reaches the gateway, which then stops PostgreSQL in
    // order
    all.addAll(List.of("setsid", "setpriv", "--pdeathsig", "INT", "--"));
    all.addAll(command);
    return all;
  }

  /** What to put before a program that refuses to run as root: a user namespace without a root. */
  static List<String> asUnprivileged() {
    return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
  }

  private void awaitReady(Path data, Path log, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (!isReady(data)) {
      if (!process.isAlive()) {
        throw new StartupException("PostgreSQL ended while starting. Its log says:\n" + tail(log));
      }
      if (System.nanoTime() > end) {
        process.destroyForcibly();
        throw new StartupException(
            "PostgreSQL was not ready after " + patience + ". Its log says:\n" + tail(log));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private boolean isReady(Path data) {
    List<String> lines = pidFile(data);
    return lines.size() > STATUS_LINE
        && lines.get(0).equals(Long.toString(process.pid()))
        && lines.get(STATUS_LINE).strip().equals("ready");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Fast shutdown: open sessions are cut, everything committed is written out. */
  void stop(Duration patience) throws IOException {
    if (process.isAlive()) {
      interrupt(process.toHandle(), patience);
    }
  }

  /**
   * Ends a postmaster left over on this folder by a process that is gone. To call only while
   * holding the folder's lock.
   *
   * <p>Where the pid in its file is now another process, or a dead one that nobody collects (usual
   * in containers), PostgreSQL would refuse to start. It takes its own parent's pid for stale, so
   * that is written in its place; the rest of the file, by which PostgreSQL finds sessions still
   * attached to the old shared memory, stays.
   */
  static void stopOrphan(Path data, Duration patience) throws IOException {
    List<String> lines = pidFile(data);
    if (lines.size() < 2 || !lines.get(0).strip().matches("[1-9][0-9]{0,9}")) {
      return;
    }
    Optional<ProcessHandle> orphan = ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
    if (orphan.isPresent() && isPostgresOn(orphan.get(), data)) {
      interrupt(orphan.get(), patience);
    } else if (orphan.isPresent()) {
      List<String> stale = new ArrayList<>(lines);
      stale.set(0, Long.toString(ProcessHandle.current().pid()));
      Files.write(data.resolve("postmaster.pid"), stale);
    }
  }

  private static boolean isPostgresOn(ProcessHandle process, Path data) {
    try {
      String commandLine = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
      List<String> words = List.of(commandLine.split("\0", -1));
      return words.get(0).endsWith("postgres") && words.contains(data.toString());
    } catch (IOException e) {
      return false; // gone, or another user's
    }
  }

  private static void interrupt(ProcessHandle process, Duration patience) throws IOException {
    try {
      // Java's own destroy() would send TERM, on which PostgreSQL waits for its clients
      new ProcessBuilder("sh", "-c", "kill -INT \"$0\"", Long.toString(process.pid()))
          .redirectErrorStream(true)
          .start()
          .waitFor();
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new StartupException("PostgreSQL (process " + process.pid() + ") did not stop.", e);
    }
  }

  private static List<String> pidFile(Path data) {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid"));
    } catch (IOException e) {
      return List.of(); // not there, or being written
    }
  }

  static String tail(Path log) throws IOException {
    if (Files.notExists(log)) {
      return "(no log)";
    }
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }
}
