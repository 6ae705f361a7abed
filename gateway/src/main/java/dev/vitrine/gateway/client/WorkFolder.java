package dev.vitrine.gateway.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder that a gateway has worked in. */
public final class WorkFolder {
  private static final int TRIES = 50;
  private static final int PAUSE_MILLIS = 100;

  private WorkFolder() {}

  /**
   * Deletes it. A database is still stopping when its gateway is gone, and deletes files on its
   * own: so it is tried again for some seconds.
   */
  public static void delete(Path folder) throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
        return;
      } catch (UncheckedIOException | DirectoryNotEmptyException e) {
        if (tries == TRIES) {
          throw new IOException("the folder " + folder + " can't be deleted", e);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }
}
