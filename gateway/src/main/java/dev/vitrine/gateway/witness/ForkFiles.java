package dev.vitrine.gateway.witness;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.ledger.audit.ForkEvidence;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.witness.ForkWatcher;
import dev.vitrine.proofs.encoding.Sha256;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the evidence when a log shows this witness two roots for one size: a file in {@code forks}
 * of the data folder, the first of each log, which {@code vitrine audit fork} and anyone else who
 * has the log's key can check. At most {@value #MAX_FILES} files.
 */
@Singleton
public class ForkFiles implements ForkWatcher {
  private static final int MAX_FILES = 256;

  private final Path folder;
  private final Counter found;

  @Inject
  ForkFiles(VitrineConfig config, MeterRegistry metrics) {
    this.folder = config.data().resolve("forks");
    this.found = metrics.counter("vitrine.witness.forks");
  }

  @Override
  public synchronized void forked(SignedCheckpoint known, SignedCheckpoint shown) {
    found.increment();
    Optional<ForkEvidence> evidence = ForkEvidence.ofOneSize(known, shown);
    if (evidence.isEmpty()) {
      return;
    }
    byte[] origin = known.checkpoint().origin().getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve(HexFormat.of().formatHex(Sha256.of(origin)) + ".fork");
    try {
      PrivateFiles.folder(folder);
      if (!Files.exists(file) && files() < MAX_FILES) {
        PrivateFiles.write(file, evidence.get().bytes());
        io.quarkus.logging.Log.errorf(
            "log %s has forked: evidence in %s", known.checkpoint().origin(), file);
      }
    } catch (IOException e) {
      // the answer to the log must not depend on it
      io.quarkus.logging.Log.error("the evidence of a fork can't be kept", e);
    }
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
