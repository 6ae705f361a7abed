package dev.vitrine.gateway.keys;

import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.checkpoint.SigningKey;
import dev.vitrine.ledger.registry.Genesis;
import dev.vitrine.ledger.registry.KeyKind;
import dev.vitrine.ledger.registry.KeyStatement;
import dev.vitrine.ledger.registry.KeyStatus;
import dev.vitrine.ledger.registry.RegisteredKey;
import dev.vitrine.ledger.registry.Registry;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that this gateway has said of its keys: the log's genesis entry and the statements after it,
 * kept in {@code registry.cbor} beside the keys. What of it the log does not have yet is appended
 * to it, when it is due. Holds no secret. Immutable.
 */
public final class KeyHistory {
  /** The file's name. */
  public static final String NAME = "registry.cbor";

  private static final int MAX_BYTES = 8 << 20;
  private static final int VERSION = 1;

  /** Where a statement stands that has no place in the log yet: behind everything. */
  private static final long UNPLACED = Long.MAX_VALUE - 1;

  private final Genesis genesis;
  private final List<KeyStatement> statements;
  private final Registry registry;

  private KeyHistory(Genesis genesis, List<KeyStatement> statements) {
    this.genesis = genesis;
    this.statements = List.copyOf(statements);
    Registry replayed = Registry.of(genesis);
    for (KeyStatement said : statements) {
      replayed = replayed.with(UNPLACED, said);
    }
    this.registry = replayed;
  }

  /** The first one: the keys that a gateway begins with, all from now on. */
  static KeyHistory begin(Keys keys, SigningKey registryKey, long nowMillis) {
    String origin = keys.log().name();
    Genesis genesis =
        new Genesis(
            origin, keys.gateway().publicKey().encoded(), nowMillis, registryKey.publicKey());
    KeyHistory history = new KeyHistory(genesis, List.of());
    for (KeyKind kind : List.of(KeyKind.LOG, KeyKind.GATEWAY, KeyKind.ISSUER, KeyKind.NAMING)) {
      history =
          history.with(
              KeyStatement.register(origin, registryKey, kind, keys.publicKey(kind), nowMillis));
    }
    return history;
  }

  /**
   * The one in this folder; begun there, with a registry key, if there is none yet.
   *
   * @throws IOException if it is damaged, or of another log
   */
  static KeyHistory open(Path folder, Keys keys, Clock clock, SecureRandom random)
      throws IOException {
    Optional<KeyHistory> there = read(folder);
    if (there.isEmpty()) {
      KeyHistory begun = begin(keys, Keys.firstRegistryKey(folder, random), clock.millis());
      begun.write(folder);
      return begun;
    }
    if (!there.get().genesis.origin().equals(keys.log().name())) {
      throw new IOException(folder.resolve(NAME) + " is of another log: put the copy back.");
    }
    return there.get();
  }

  /**
   * The one in this folder; none if there is none yet.
   *
   * @throws IOException if it is damaged or contradicts itself
   */
  public static Optional<KeyHistory> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      CborReader in = new CborReader(PrivateFiles.read(file, MAX_BYTES));
      in.arrayOf(3);
      if (in.unsigned(255) != VERSION) {
        throw new CborException(1, "version is unknown");
      }
      Genesis genesis = Genesis.decode(in.bytes(MAX_BYTES));
      List<KeyStatement> statements = new ArrayList<>();
      int count = in.array(3 * Registry.MAX_KEYS);
      for (int i = 0; i < count; i++) {
        statements.add(KeyStatement.decode(in.bytes(MAX_BYTES)));
      }
      in.end();
      return Optional.of(new KeyHistory(genesis, statements));
    } catch (CborException | LedgerException e) {
      throw new IOException(file + " is damaged: put the copy back: " + e.getMessage(), e);
    }
  }

  /** Writes it into this folder, in the place of what was there. */
  void write(Path folder) throws IOException {
    CborWriter out = new CborWriter().array(3).integer(VERSION).bytes(genesis.encode());
    out.array(statements.size());
    statements.forEach(said -> out.bytes(said.entry()));
    PrivateFiles.write(folder.resolve(NAME), out.toBytes());
  }

  /**
   * The same with one more statement.
   *
   * @throws dev.vitrine.ledger.registry.RegistryException if that contradicts
   */
  KeyHistory with(KeyStatement said) {
    List<KeyStatement> more = new ArrayList<>(statements);
    more.add(said);
    return new KeyHistory(genesis, more);
  }

  /** The same without the end of this key that is still to come, if there is one. */
  KeyHistory withoutEndOf(String id, long nowMillis) {
    return new KeyHistory(
        genesis,
        statements.stream()
            .filter(said -> !(waits(said, nowMillis) && said.id().equals(id)))
            .toList());
  }

  /** The log's entry 0. */
  public Genesis genesis() {
    return genesis;
  }

  /** What was said, in order. */
  public List<KeyStatement> statements() {
    return statements;
  }

  /**
   * What should be in the log by now. The end of a log key is not before its time: where it stands
   * says which trees the key may sign.
   */
  public List<KeyStatement> due(long nowMillis) {
    return statements.stream().filter(said -> !waits(said, nowMillis)).toList();
  }

  /** Whether something is still to come. */
  boolean waits(long nowMillis) {
    return statements.stream().anyMatch(said -> waits(said, nowMillis));
  }

  private static boolean waits(KeyStatement said, long nowMillis) {
    return said.kind() == KeyKind.LOG
        && said.action() == KeyStatement.Action.RETIRE
        && said.atMillis() > nowMillis;
  }

  /**
   * The gateway key whose promise a batch closed at this time should have: the newest that is good
   * then.
   */
  public Optional<RegisteredKey> gatewayKeyAt(long closedAtMillis) {
    return registry.keys(KeyKind.GATEWAY).stream()
        .filter(key -> key.at(closedAtMillis) == KeyStatus.VALID)
        .reduce((older, newer) -> newer);
  }

  /** All of it replayed; sizes mean nothing in it, for it does not know places in the log. */
  public Registry registry() {
    return registry;
  }
}
