package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.identifier.GcpLengths;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.proofs.record.InvalidDocumentException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The operator's copy of GS1's company prefix lengths, read at start. */
@io.quarkus.runtime.Startup
@Singleton
class GcpFile {
  private static final long MAX_BYTES = 16 << 20;

  private final GcpLengths lengths;

  GcpFile(VitrineConfig config) {
    this.lengths = config.epcis().gcpLengths().map(GcpFile::read).orElse(GcpLengths.unknown());
  }

  GcpLengths lengths() {
    return lengths;
  }

  private static GcpLengths read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException(file + " is longer than " + MAX_BYTES + " bytes");
      }
      return GcpLengths.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("vitrine.epcis.gcp-lengths can't be read: " + e, e);
    } catch (InvalidDocumentException e) {
      throw new IllegalStateException(
          "vitrine.epcis.gcp-lengths is not GS1's file of prefix lengths: " + e.getMessage(), e);
    }
  }
}
