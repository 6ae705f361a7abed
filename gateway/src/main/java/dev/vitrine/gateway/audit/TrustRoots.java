package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.keys.KeyHistory;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.keys.LogKeys;
import dev.vitrine.gateway.ledgers.ConfiguredLedger;
import dev.vitrine.gateway.ledgers.LedgerPins;
import dev.vitrine.gateway.witness.QuorumPolicy;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.registry.KeyKind;
import dev.vitrine.ledger.registry.Registry;
import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.TrustedIssuer;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * This gateway's own {@link TrustFile}, written to the data folder at start and whenever the log
 * says something new of the keys.
 */
@Startup
@Singleton
public class TrustRoots {
  private final Path folder;
  private final Keys keys;
  private final KeyHistory history;
  private final LogKeys logKeys;
  private final RegistryLog registry;
  private final QuorumPolicy quorum;
  private final LedgerPins ledgers;

  TrustRoots(
      VitrineConfig config,
      Keys keys,
      KeyHistory history,
      LogKeys logKeys,
      RegistryLog registry,
      QuorumPolicy quorum) {
    this.folder = config.data();
    this.keys = keys;
    this.history = history;
    this.logKeys = logKeys;
    this.registry = registry;
    this.quorum = quorum;
    this.ledgers =
        new LedgerPins(ConfiguredLedger.of(config).stream().map(ConfiguredLedger::pin).toList());
  }

  /** The file as of now. */
  public TrustFile file() {
    String origin = keys.log().name();
    Optional<Registry> logged = registry.registry();
    List<NoteVerifier> logs = new ArrayList<>(logKeys.known());
    // the one in use first: it is what readers should ask for
    logs.remove(keys.log().verifier());
    logs.add(0, keys.log().verifier());
    return new TrustFile(
        PinnedPolicy.of(logs, quorum.lines()),
        history.registry().keys(KeyKind.GATEWAY).stream()
            .map(key -> new GatewayKey.Public(key.key()))
            .toList(),
        history.registry().keys(KeyKind.ISSUER).stream()
            .map(key -> TrustedIssuer.ofNamed(key.key(), origin))
            .toList(),
        List.of(keys.naming().trusted(origin)),
        List.of(),
        ledgers,
        KeyWindows.of(
            logged.orElse(history.registry()),
            HexFormat.of().formatHex(history.genesis().registryKey()),
            logged.isPresent()));
  }

  @PostConstruct
  void write() {
    try {
      Path target = DataFolder.open(folder).root().resolve(TrustFile.NAME);
      Path side = target.resolveSibling(TrustFile.NAME + ".new");
      Files.write(side, file().encode());
      Files.setPosixFilePermissions(side, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(side, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the trust file can't be written", e);
    }
  }
}
