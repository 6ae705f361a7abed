package dev.vitrine.ledger.registry;

import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SeedKey;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SigningAlgorithm;
import dev.vitrine.ledger.checkpoint.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keys and statements for tests: key n is made of the seed that is n everywhere. */
final class Scribe {
  static final String ORIGIN = "log.example/1";
  static final long BORN = 1_790_000_000_000L;
  static final SigningKey REGISTRY = key(1);

  private Scribe() {}

  static SigningKey key(int n) {
    byte[] seed = new byte[SeedKey.LENGTH];
    Arrays.fill(seed, (byte) n);
    return SeedKey.of(SigningAlgorithm.ED25519, seed);
  }

  static byte[] gateway(int n) {
    return key(n).publicKey();
  }

  static byte[] log(int n) {
    return NoteVerifier.of(ORIGIN, SignatureType.ED25519, key(n).publicKey())
        .toString()
        .getBytes(StandardCharsets.US_ASCII);
  }

  static Genesis genesis() {
    return new Genesis(ORIGIN, gateway(2), BORN, REGISTRY.publicKey());
  }

  static KeyStatement register(KeyKind kind, byte[] key, long from) {
    return KeyStatement.register(ORIGIN, REGISTRY, kind, key, from);
  }

  static KeyStatement retire(KeyKind kind, byte[] key, long to) {
    return KeyStatement.retire(ORIGIN, REGISTRY, kind, kind.id(key), to);
  }

  static KeyStatement revoke(KeyKind kind, byte[] key, long since, long size) {
    return KeyStatement.revoke(ORIGIN, REGISTRY, kind, kind.id(key), since, size);
  }
}
