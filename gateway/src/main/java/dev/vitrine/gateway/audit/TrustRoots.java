package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.ledgers.ConfiguredLedger;
import dev.vitrine.gateway.ledgers.LedgerPins;
import dev.vitrine.gateway.witness.QuorumPolicy;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** This gateway's own {@link TrustFile}, written to the data folder at start. */
@Startup
@Singleton
public class TrustRoots {
  private final Path folder;
  private final TrustFile file;

  TrustRoots(VitrineConfig config, Keys keys, QuorumPolicy quorum) {
    this.folder = config.data();
    this.file =
        new TrustFile(
            PinnedPolicy.of(List.of(keys.log().verifier()), quorum.lines()),
            List.of(keys.gateway().publicKey()),
            List.of(keys.issuer().trusted(keys.log().name())),
            List.of(keys.naming().trusted(keys.log().name())),
            List.of(),
            new LedgerPins(
                ConfiguredLedger.of(config).stream().map(ConfiguredLedger::pin).toList()));
  }

  /** The file. */
  public TrustFile file() {
    return file;
  }

  @PostConstruct
  void write() {
    try {
      Path target = DataFolder.open(folder).root().resolve(TrustFile.NAME);
      Path side = target.resolveSibling(TrustFile.NAME + ".new");
      Files.write(side, file.encode());
      Files.setPosixFilePermissions(side, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(side, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the trust file can't be written", e);
    }
  }
}
