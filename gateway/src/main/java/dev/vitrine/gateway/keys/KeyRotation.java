package dev.vitrine.gateway.keys;

import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SeedKey;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SigningAlgorithm;
import dev.vitrine.ledger.registry.KeyKind;
import dev.vitrine.ledger.registry.KeyStatement;
import dev.vitrine.ledger.registry.RegisteredKey;
import dev.vitrine.ledger.registry.RegistryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Replaces and revokes keys of a gateway that does not run: writes the new key into a file of its
 * own, then what is to be said of it into the history. The next start says it in the log and uses
 * the key. Cut short in between it leaves a file that nothing names.
 */
public final class KeyRotation {
  private static final List<KeyKind> REPLACEABLE =
      List.of(KeyKind.GATEWAY, KeyKind.ISSUER, KeyKind.LOG, KeyKind.REGISTRY);

  private final Path folder;
  private final Clock clock;
  private final SecureRandom random;

  /** On the keys in this folder. Whoever calls holds the lock of the data folder. */
  public KeyRotation(Path folder, Clock clock, SecureRandom random) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Puts a new key in the place of the one in use.
   *
   * @param overlap of a log key: how long the old one goes on to sign beside the new one
   * @return the new key's id
   * @throws IOException if a file is missing or the key can't be replaced; the message says why
   */
  public String rotate(KeyKind kind, Duration overlap) throws IOException {
    KeyHistory history = history();
    RegisteredKey old = current(history, kind);
    long now = clock.millis();
    if (now < old.fromMillis()) {
      throw new IOException("The clock is before the key in use began: put it right.");
    }
    if (kind == KeyKind.REGISTRY && history.waits(now)) {
      throw new IOException("A log key is being replaced: wait for its end, or revoke it.");
    }
    if (kind == KeyKind.LOG && history.waits(now)) {
      throw new IOException("A log key is being replaced already: wait for its end.");
    }
    SeedKey registry = registryKey(history);
    KeyHistory next = history;
    byte[] key = make(kind, history.genesis().origin());
    next = next.with(register(history, registry, kind, key, now));
    if (kind != KeyKind.REGISTRY) {
      long to = kind == KeyKind.LOG ? now + overlap.toMillis() : now;
      next =
          next.with(KeyStatement.retire(history.genesis().origin(), registry, kind, old.id(), to));
    }
    next.write(folder);
    return kind.id(key);
  }

  /**
   * Says that a key may be in other hands, and puts a new one in its place if it is in use. The new
   * one is good from the same time on, so that what was promised since can be promised again.
   *
   * @param sinceMillis since when
   * @param size how many entries the log had before that, known from elsewhere; 0 if not known
   * @throws IOException if a file is missing or the key can't be revoked; the message says why
   */
  public void revoke(KeyKind kind, String id, long sinceMillis, long size) throws IOException {
    KeyHistory history = history();
    if (kind == KeyKind.REGISTRY) {
      throw new IOException("A registry key can't be revoked: replace it, before its thief does.");
    }
    long now = clock.millis();
    if (sinceMillis > now) {
      throw new IOException("A key is revoked since a time that has been.");
    }
    RegisteredKey key =
        history
            .registry()
            .key(kind, id)
            .orElseThrow(() -> new IOException("There is no " + kind.label() + " key " + id + "."));
    SeedKey registry = registryKey(history);
    String origin = history.genesis().origin();
    KeyHistory next = history.withoutEndOf(id, now);
    try {
      // said before anything is made: it may be refused
      KeyHistory said =
          next.with(KeyStatement.revoke(origin, registry, kind, id, sinceMillis, size));
      if (key.current()) {
        current(history, kind);
        byte[] fresh = make(kind, origin);
        said = said.with(register(history, registry, kind, fresh, sinceMillis));
      }
      said.write(folder);
    } catch (RegistryException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** What was said so far. */
  public KeyHistory history() throws IOException {
    return KeyHistory.read(folder)
        .orElseThrow(
            () -> new IOException("There is no " + KeyHistory.NAME + " in " + folder + " yet."));
  }

  private static KeyStatement register(
      KeyHistory history, SeedKey registry, KeyKind kind, byte[] key, long from) {
    return KeyStatement.register(history.genesis().origin(), registry, kind, key, from);
  }

  private static RegisteredKey current(KeyHistory history, KeyKind kind) throws IOException {
    if (!REPLACEABLE.contains(kind)) {
      throw new IOException(
          "A " + kind.label() + " key can't be replaced: what it names or signed hangs on it.");
    }
    return history
        .registry()
        .current(kind)
        .orElseThrow(() -> new IOException("No " + kind.label() + " key is in use."));
  }

  private SeedKey registryKey(KeyHistory history) throws IOException {
    String id = history.registry().authority().id();
    Path file = KeyFiles.of(folder, KeyKind.REGISTRY, id, Keys::registryKeyId);
    return Keys.readRegistryKey(file);
  }

  /** Makes a key in a file and gives its public half. */
  private byte[] make(KeyKind kind, String origin) throws IOException {
    if (kind == KeyKind.LOG) {
      NoteSigner made = NoteSigner.generate(origin, SignatureType.ED25519, random);
      byte[] vkey = made.verifier().toString().getBytes(StandardCharsets.US_ASCII);
      write(kind, vkey, made.secret());
      return vkey;
    }
    byte[] secret = new byte[SeedKey.LENGTH];
    random.nextBytes(secret);
    try {
      byte[] key =
          switch (kind) {
            case GATEWAY, REGISTRY -> SeedKey.of(SigningAlgorithm.ED25519, secret).publicKey();
            case ISSUER -> Keys.issuer(secret).trusted(origin).named();
            default -> throw new IllegalStateException("no such key is made");
          };
      write(kind, key, HexFormat.of().formatHex(secret));
      return key;
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private void write(KeyKind kind, byte[] key, String secret) throws IOException {
    PrivateFiles.write(
        KeyFiles.later(folder, kind, kind.id(key)),
        (secret + '\n').getBytes(StandardCharsets.US_ASCII));
  }
}
