package dev.vitrine.gateway.anchoring;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.audit.Publisher;
import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.ledgers.ConfiguredLedger;
import dev.vitrine.gateway.ledgers.EvmPin;
import dev.vitrine.gateway.ledgers.PeerPin;
import dev.vitrine.gateway.ledgers.TimeStamperPin;
import dev.vitrine.gateway.store.Database;
import dev.vitrine.gateway.store.PgAnchorMemory;
import dev.vitrine.gateway.store.PgOutbox;
import dev.vitrine.ledger.anchor.Anchor;
import dev.vitrine.ledger.anchor.AnchorMemory;
import dev.vitrine.ledger.anchor.evm.EvmAnchor;
import dev.vitrine.ledger.anchor.evm.EvmChainView;
import dev.vitrine.ledger.anchor.evm.EvmKey;
import dev.vitrine.ledger.anchor.evm.EvmSettings;
import dev.vitrine.ledger.anchor.tsa.EvidenceKeeper;
import dev.vitrine.ledger.anchor.tsa.EvidenceRenewal;
import dev.vitrine.ledger.anchor.tsa.TimeStampClient;
import dev.vitrine.ledger.anchor.tsa.TimeStampHash;
import dev.vitrine.ledger.anchor.tsa.TimeStampReply;
import dev.vitrine.ledger.anchor.tsa.TsaAnchor;
import dev.vitrine.ledger.anchor.witness.WitnessAnchor;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.ledger.transport.Transport;
import dev.vitrine.ledger.witness.CosignatureCollector;
import dev.vitrine.ledger.witness.CosigningWatcher;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Makes the client of each configured ledger. */
@Singleton
class AnchorFactory {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration FEE_PATIENCE = Duration.ofMinutes(5);
  // all receipts of a block come in one answer
  private static final int MAX_BLOCK = 16 << 20;
  private static final int MAX_KEY_FILE = 256;
  private static final int MAX_ANSWER = 1 << 20;
  private static final TimeStampHash HASH = TimeStampHash.SHA256;

  private final Database database;
  private final PgOutbox outbox;
  private final Publisher publisher;
  private final Keys keys;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread made = new Thread(work, "anchor-peer");
            made.setDaemon(true);
            return made;
          });
  private final Clock clock;
  private final SecureRandom random;

  AnchorFactory(
      Database database,
      PgOutbox outbox,
      Publisher publisher,
      Keys keys,
      Clock clock,
      SecureRandom random) {
    this.outbox = outbox;
    this.publisher = publisher;
    this.keys = keys;
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A client.
   *
   * @throws IllegalStateException with the setting that can't be used and why
   */
  Anchor make(ConfiguredLedger ledger) {
    if (ledger.pin() instanceof TimeStamperPin pin) {
      return timeStamper(ledger, pin);
    }
    if (ledger.pin() instanceof EvmPin pin) {
      return evm(ledger, pin);
    }
    return peer(ledger, (PeerPin) ledger.pin());
  }

  /** What keeps the evidence of a ledger good, if it is of a kind that ages. */
  Optional<EvidenceKeeper> keeper(ConfiguredLedger ledger) {
    if (!(ledger.pin() instanceof TimeStamperPin pin)) {
      return Optional.empty();
    }
    return Optional.of(
        new EvidenceKeeper(
            ledger.name(),
            outbox,
            new EvidenceRenewal(client(ledger, pin), HASH, pin.trust()),
            pin.trust(),
            ledger.renewBefore(),
            ledger.renewEvery(),
            clock));
  }

  private Anchor timeStamper(ConfiguredLedger ledger, TimeStamperPin pin) {
    AnchorMemory memory = new PgAnchorMemory(database, ledger.name());
    return new TsaAnchor(ledger.name(), client(ledger, pin), HASH, pin.trust(), memory);
  }

  private TimeStampClient client(ConfiguredLedger ledger, TimeStamperPin pin) {
    Transport transport = new HttpTransport(PATIENCE, TimeStampReply.MAX_BYTES);
    return new TimeStampClient(
        ledger.settings().url(), transport, pin.trust(), pin.policy(), clock, random);
  }

  private Anchor peer(ConfiguredLedger ledger, PeerPin pin) {
    Quorum.Witness witness = new Quorum.Witness(pin.key(), Optional.of(ledger.settings().url()));
    CosignatureCollector asking =
        new CosignatureCollector(
            LogPolicy.of(keys.log().verifier(), witness),
            List.of(keys.log().verifier()),
            new HttpTransport(PATIENCE, MAX_ANSWER),
            threads,
            PATIENCE,
            CosigningWatcher.NONE);
    return new WitnessAnchor(
        ledger.name(),
        asking,
        (from, to) -> publisher.view().consistencyProof(from, to),
        pin.quorum(),
        new PgAnchorMemory(database, ledger.name()));
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  private Anchor evm(ConfiguredLedger ledger, EvmPin pin) {
    VitrineConfig.Anchor settings = ledger.settings();
    Transport transport = new HttpTransport(PATIENCE, MAX_BLOCK);
    int confirmations = settings.confirmations().orElse(0);
    try {
      return new EvmAnchor(
          ledger.name(),
          transport,
          settings.url(),
          evmKey(ConfiguredLedger.need(settings.keyFile(), "key-file")),
          new EvmSettings(
              pin.chainId(),
              pin.contract(),
              confirmations,
              ConfiguredLedger.need(settings.maxFee(), "max-fee"),
              FEE_PATIENCE),
          new EvmChainView(transport, settings.url(), pin.chainId(), confirmations),
          clock);
    } catch (IllegalArgumentException | IOException e) {
      throw new IllegalStateException(
          "vitrine.anchors." + ledger.name() + ": " + e.getMessage(), e);
    }
  }

  /** A file that only its owner can read, with the key in hex. */
  static EvmKey evmKey(Path file) throws IOException {
    String hex =
        new String(PrivateFiles.read(file, MAX_KEY_FILE), StandardCharsets.US_ASCII).strip();
    byte[] secret = new byte[0];
    try {
      secret = HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex);
      return new EvmKey(secret);
    } catch (IllegalArgumentException e) {
      // without what the file holds
      throw new IOException("key-file: " + file + " must hold a secp256k1 key, 32 bytes in hex");
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
