package dev.vitrine.gateway.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A line of progress on standard error, and only if a person looks at it. */
final class Terminal {
  private static final long PAUSE_NANOS = 100_000_000;

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
