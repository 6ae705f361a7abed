package dev.vitrine.gateway.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The folder of one gateway: {@code keys}, {@code postgres}, {@code issuer}, {@code policy} and
 * {@code templates}, all for its owner only.
 *
 * @param root the folder given as {@code --data}, absolute
 */
public record DataFolder(Path root) {
  private static final int WRITER_LENGTH = 16;
  private static final Pattern WRITER_NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?");

  /** Makes what is missing. */
  public static DataFolder open(Path root) throws IOException {
    DataFolder folder = new DataFolder(root.toAbsolutePath().normalize());
    PrivateFiles.folder(folder.root);
    PrivateFiles.folder(folder.keys());
    PrivateFiles.folder(folder.postgres());
    PrivateFiles.folder(folder.issuer());
    PrivateFiles.folder(folder.policy());
    PrivateFiles.folder(folder.templates());
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

  /** The operator's own templates for FHIR resources. */
  public Path templates() {
    return root.resolve("templates");
  }

  /** The name under which this folder's gateway claims logs: random, and made once. */
  public String writer(SecureRandom random) throws IOException {
    Path file = root.resolve("writer");
    if (!Files.exists(file)) {
      byte[] name = new byte[WRITER_LENGTH];
      random.nextBytes(name);
      PrivateFiles.write(
          file, (HexFormat.of().formatHex(name) + '\n').getBytes(StandardCharsets.US_ASCII));
    }
    String name =
        new String(PrivateFiles.read(file, 2 * WRITER_LENGTH + 1), StandardCharsets.US_ASCII)
            .strip();
    if (!name.matches("[0-9a-f]{" + 2 * WRITER_LENGTH + "}")) {
      throw new StartupException(file + " must hold 16 bytes as lower-case hex: delete it.");
    }
    return name;
  }

  /**
   * Takes the folder for this process; let go when the process ends, however it ends.
   *
   * @throws StartupException when another gateway holds it
   */
  public AutoCloseable lock() throws IOException {
    return lock(root.resolve("lock"));
  }

  /**
   * Takes a name for this process among those that share the folder, which then hold no lock on the
   * whole of it.
   *
   * @throws StartupException when another gateway holds it, or it can't be a file's name
   */
  public AutoCloseable lock(String writer) throws IOException {
    if (!WRITER_NAME.matcher(writer).matches()) {
      throw new StartupException(
          "vitrine.log.writer must be 1 to 63 letters, digits, dots or dashes.");
    }
    return lock(root.resolve("lock-" + writer));
  }

  private AutoCloseable lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new StartupException(
          "Another gateway runs on "
              + root
              + ": stop it, or choose another folder with --data; several on one folder each need a"
              + " vitrine.log.writer of their own.");
    }
    return channel;
  }
}
