package dev.vitrine.gateway.witness;

import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.LogTree;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.witness.AddCheckpoint;
import dev.vitrine.proofs.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Another hospital's log, which grows as told and may lie. */
final class PeerLog {
  private final NoteSigner key;
  private final String content;
  private final InMemoryLogStorage storage = new InMemoryLogStorage();

  private PeerLog(NoteSigner key, String content) {
    this.key = key;
    this.content = content;
  }

  PeerLog(String origin) {
    this(NoteSigner.generate(origin, SignatureType.ED25519, new SecureRandom()), "an honest entry");
  }

  /** A second history under the same key. */
  PeerLog forked() {
    return new PeerLog(key, "another entry");
  }

  NoteVerifier vkey() {
    return key.verifier();
  }

  /** Its name in paths. */
  String hash() {
    return HexFormat.of().formatHex(Sha256.of(key.name().getBytes(StandardCharsets.UTF_8)));
  }

  SignedCheckpoint grow(long size) {
    List<byte[]> entries = new ArrayList<>();
    for (long i = storage.load().sequenced(); i < size; i++) {
      entries.add((content + " " + i).getBytes(StandardCharsets.UTF_8));
    }
    storage.append(entries);
    Log log = new Log(storage, key);
    log.integrateAndPublish();
    return log.latest().orElseThrow();
  }

  ConsistencyProof proof(long from, SignedCheckpoint to) {
    return new LogTree(storage).consistency(from, to.checkpoint().size());
  }

  /** The request that tells of {@code to} as following from {@code from}. */
  byte[] request(long from, SignedCheckpoint to) {
    boolean bare = from == 0 || from >= to.checkpoint().size();
    return (bare ? new AddCheckpoint(from, List.of(), to) : AddCheckpoint.of(proof(from, to), to))
        .bytes();
  }
}
