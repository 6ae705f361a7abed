package dev.vitrine.gateway.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A line of progress on standard error, and only if a person looks at it. */
final class Terminal {
  private static final long PAUSE_NANOS = 100_000_000;
  private static final long LINE_NANOS = 10_000_000_000L;

  private Terminal() {}

  /** Shows how many of {@code total} are done, or nothing if standard error is no terminal. */
  static LongConsumer progress(String what, long total) {
    if (!isTerminal()) {
      return done -> {};
    }
    PrintStream err = System.err;
    long[] next = {System.nanoTime()};
    return done -> {
      long now = System.nanoTime();
      if (done == total) {
        err.print("\r\u001b[K");
        err.flush();
      } else if (now - next[0] > 0) {
        next[0] = now + PAUSE_NANOS;
        err.print("\r" + what + " " + done + " of " + total);
        err.flush();
      }
    };
  }

  /**
   * The same, and where no person looks at it, a line now and then, so that a log shows it is
   * alive.
   */
  static LongConsumer lines(String what, long total, PrintWriter err) {
    if (isTerminal()) {
      return progress(what, total);
    }
    long[] next = {System.nanoTime() + LINE_NANOS};
    return done -> {
      long now = System.nanoTime();
      if (now - next[0] > 0 && done < total) {
        next[0] = now + LINE_NANOS;
        err.println(what + ": " + done + " of " + total + " bytes");
      }
    };
  }

  // System.console() looks at standard in and out, and from Java 22 on is always there
  private static boolean isTerminal() {
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
      return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
