package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.LogTree;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

/** A real log in memory that grows as told, with the requests that a witness is sent. */
final class WitnessedLog {
  final NoteSigner key;
  private final InMemoryLogStorage storage = new InMemoryLogStorage();

  WitnessedLog(NoteSigner key) {
    this.key = key;
  }

  WitnessedLog() {
    this(Samples.logKey());
  }

  /** A log under the same key whose first entry is another. */
  WitnessedLog forked() {
    WitnessedLog fork = new WitnessedLog(key);
    fork.storage.append(List.of("another first entry".getBytes(StandardCharsets.UTF_8)));
    return fork;
  }

  SignedCheckpoint grow(long size) {
    return Samples.log(storage, key, size).latest().orElseThrow();
  }

  ConsistencyProof proof(long from, long to) {
    return new LogTree(storage).consistency(from, to);
  }

  /** The request that an honest log sends. */
  AddCheckpoint request(long from, SignedCheckpoint to) {
    long size = to.checkpoint().size();
    return from == 0 || from == size
        ? new AddCheckpoint(from, List.of(), to)
        : AddCheckpoint.of(proof(from, size), to);
  }

  static NoteSigner logKey(String origin) {
    return NoteSigner.generate(origin, SignatureType.ED25519, new SecureRandom());
  }

  static NoteSigner witnessKey(String name) {
    return NoteSigner.generate(name, SignatureType.COSIGNATURE_V1, new SecureRandom());
  }

  static NoteSigner quantumKey(String name) {
    return NoteSigner.generate(name, SignatureType.SUBTREE_V1, new SecureRandom());
  }
}
