package dev.vitrine.gateway.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the jar that carries them. */
final class PostgresBinaries {

  private static final String ARCHIVE = "postgres-linux-x86_64.txz";
  private static final String COMPLETE = "complete";

  private PostgresBinaries() {}

  /** Unpacks into {@code folder} unless that was done before; a crash half-way is made good. */
  static Path unpack(Path folder) throws IOException {
    if (Files.exists(folder.resolve(COMPLETE))) {
      return folder;
    }
    Path side = folder.resolveSibling(folder.getFileName() + ".new");
    PrivateFiles.deleteTree(side);
    PrivateFiles.deleteTree(folder);
    PrivateFiles.folder(side);
    ClassLoader loader = PostgresBinaries.class.getClassLoader();
    try (InputStream archive = loader.getResourceAsStream(ARCHIVE)) {
      if (archive == null) {
        throw new StartupException(
            "The embedded PostgreSQL is made for Linux on x86-64 and is not in this build:"
                + " configure quarkus.datasource.reactive.url.");
      }
      extract(archive, side);
    }
    Files.createFile(side.resolve(COMPLETE));
    Files.move(side, folder, StandardCopyOption.ATOMIC_MOVE);
    return folder;
  }

  private static void extract(InputStream archive, Path into) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("entry outside of its archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Path parent = target.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(
                target,
                Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE));
          }
        }
      }
    }
  }
}
