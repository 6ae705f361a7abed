package dev.vitrine.gateway.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Folders (0700) and files (0600) that only their owner can read, written whole or not at all. */
public final class PrivateFiles {

  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /** Makes the folder and its parents where missing; narrows it to its owner where it is not. */
  public static Path folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!Files.getPosixFilePermissions(folder).equals(FOLDER)) {
      Files.setPosixFilePermissions(folder, FOLDER);
    }
    return folder;
  }

  /**
   * Writes the file so that a crash leaves either nothing or all of it, on disk when this returns.
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("not a file: " + file);
    }
    Path side =
        Files.createTempFile(
            parent,
            "." + file.getFileName(),
            ".new",
            PosixFilePermissions.asFileAttribute(EnumSet.copyOf(FILE)));
    try (FileChannel channel = FileChannel.open(side, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(side, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(parent, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Reads a secret file of at most {@code maxBytes}; refuses one that others may read. */
  public static byte[] read(Path file, int maxBytes) throws IOException {
    if (!Files.getPosixFilePermissions(file).equals(FILE)) {
      throw new IOException(file + " must be readable by its owner only: chmod 600 it");
    }
    if (Files.size(file) > maxBytes) {
      throw new IOException(file + " is larger than " + maxBytes + " bytes");
    }
    return Files.readAllBytes(file);
  }

  static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
