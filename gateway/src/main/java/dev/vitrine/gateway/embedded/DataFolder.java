package dev.vitrine.gateway.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder of one gateway: {@code keys}, {@code postgres}, {@code issuer} and {@code policy}, all
 * for its owner only.
 *
 * @param root the folder given as {@code --data}, absolute
 */
public record DataFolder(Path root) {

  /** Makes what is missing. */
  public static DataFolder open(Path root) throws IOException {
    DataFolder folder = new DataFolder(root.toAbsolutePath().normalize());
    PrivateFiles.folder(folder.root);
    PrivateFiles.folder(folder.keys());
    PrivateFiles.folder(folder.postgres());
    PrivateFiles.folder(folder.issuer());
    PrivateFiles.folder(folder.policy());
    return folder;
  }

  /** Whether a gateway was ever started on that folder. */
  public static boolean exists(Path root) {
    return Files.exists(new DataFolder(root).keys());
  }

  public Path keys() {
    return root.resolve("keys");
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path issuer() {
    return root.resolve("issuer");
  }

  public Path policy() {
    return root.resolve("policy");
  }

  /**
   * Takes the folder for this process; let go when the process ends, however it ends.
   *
   * @throws StartupException when another gateway holds it
   */
  public AutoCloseable lock() throws IOException {
    Path file = root.resolve("lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new StartupException(
          "Another gateway runs on " + root + ": stop it, or choose another folder with --data.");
    }
    return channel;
  }
}
