package dev.vitrine.adapters.fhir.opinion;

import dev.vitrine.adapters.fhir.opinion.OpinionUnavailableException.Reason;
import dev.vitrine.adapters.fhir.opinion.worker.HapiWorker;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The other process. It has no environment, no arguments and no file of the gateway's; what it
 * prints besides answers is dropped, for it may hold what was sent. It ends when its input does or
 * when the gateway's process ends, even amid a resource, so it does not outlive the gateway.
 */
final class WorkerProcess implements AutoCloseable {
  private static final String CLASS = "HapiWorker.class";

  private final Process process;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final ScheduledExecutorService clock;
  private volatile boolean ended;

  private WorkerProcess(Process process, ScheduledExecutorService clock) {
    this.process = process;
    this.clock = clock;
    in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
  }

  /** Starts it, in a folder of its own. */
  static WorkerProcess start(OpinionLimits limits, Path home, ScheduledExecutorService clock)
      throws OpinionUnavailableException {
    try {
      place(home);
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx" + limits.megabytes() + "m",
              "-XX:+UseSerialGC",
              "-XX:+ExitOnOutOfMemoryError",
              "-cp",
              home + File.pathSeparator + limits.folder().toAbsolutePath() + File.separator + "*",
              HapiWorker.class.getName());
      builder.environment().clear();
      builder.directory(home.toFile());
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      return new WorkerProcess(builder.start(), clock);
    } catch (IOException e) {
      // no Java to start, or no room for its folder
      throw new OpinionUnavailableException(Reason.NOT_STARTED);
    }
  }

  /** Waits until it is ready to be asked; ends it if it is not in time. */
  void awaitReady(Duration limit) throws OpinionUnavailableException {
    ScheduledFuture<?> end = endAfter(limit);
    try {
      if (in.readInt() == HapiWorker.READY) {
        return;
      }
    } catch (IOException e) {
      // it ended, or was ended
    } finally {
      end.cancel(false);
    }
    close();
    throw new OpinionUnavailableException(Reason.NOT_STARTED);
  }

  /** Puts the one class that the process needs besides HAPI where it finds it. */
  private static void place(Path home) throws IOException {
    Path file = home.resolve(HapiWorker.class.getName().replace('.', '/') + ".class");
    try (InputStream bytes = HapiWorker.class.getResourceAsStream(CLASS)) {
      if (bytes == null) {
        throw new IOException("not on the class path: " + CLASS);
      }
      Files.createDirectories(file.getParent());
      Files.write(file, bytes.readAllBytes());
    }
  }

  /** Whether it may be asked; one that was ended may be seen to run for a while. */
  boolean alive() {
    return !ended && process.isAlive();
  }

  /** HAPI's errors with a resource. */
  List<Finding> ask(byte[] resource, Duration limit) throws OpinionUnavailableException {
    ScheduledFuture<?> end = endAfter(limit);
    try {
      out.writeInt(resource.length);
      out.write(resource);
      out.flush();
      int count = in.readInt();
      if (count == HapiWorker.FAILED) {
        throw new OpinionUnavailableException(Reason.FAILED);
      }
      if (count < 0 || count > HapiWorker.MOST) {
        throw new IOException("not an answer");
      }
      List<Finding> findings = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        findings.add(new Finding(text(), text()));
      }
      return findings;
    } catch (IOException e) {
      close();
      throw new OpinionUnavailableException(Reason.GAVE_UP);
    } finally {
      end.cancel(false);
    }
  }

  /** It is held to its bounds: what it reads is foreign, so it may be out of hand. */
  private String text() throws IOException {
    String text = in.readUTF();
    if (text.length() > HapiWorker.LONGEST) {
      throw new IOException("not an answer");
    }
    return text;
  }

  private ScheduledFuture<?> endAfter(Duration limit) {
    return clock.schedule(
        () -> {
          process.destroyForcibly();
        },
        limit.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    ended = true;
    process.destroyForcibly();
  }
}
