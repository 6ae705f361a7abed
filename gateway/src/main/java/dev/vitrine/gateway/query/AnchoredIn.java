package dev.vitrine.gateway.query;

import dev.vitrine.gateway.audit.PublishedLog;
import dev.vitrine.gateway.store.PgOutbox;
import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.Anchoring;
import dev.vitrine.proofs.presentation.LedgerProof;
import dev.vitrine.proofs.presentation.Receipt;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What ledgers prove of an entry: for each ledger its first final checkpoint that covers the entry,
 * since that one proves the earliest time; a later one would prove less of this record, and nothing
 * of it is older.
 */
@ApplicationScoped
class AnchoredIn {
  /** What a receipt without evidence takes at most; the rest is for evidence. */
  private static final int RESERVED = 1 << 20;

  private final PgOutbox outbox;
  private final PublishedLog log;

  AnchoredIn(PgOutbox outbox, PublishedLog log) {
    this.outbox = outbox;
    this.log = log;
  }

  /**
   * The proofs for a published entry, by ledgers' names; as many as fit a receipt.
   *
   * @param global the entry's index, in log 0 or in a shard
   */
  List<LedgerProof> proofs(long global) {
    List<LedgerProof> proofs = new ArrayList<>();
    OptionalLong place = log.broughtBy(global);
    if (place.isEmpty()) {
      return proofs;
    }
    int room = Receipt.MAX_BYTES - RESERVED;
    for (String ledger : outbox.ledgers()) {
      Optional<Anchoring> anchored = outbox.firstFinal(ledger, place.getAsLong());
      if (anchored.isPresent() && proofs.size() < Receipt.MAX_ANCHORS) {
        LedgerProof proof = proof(anchored.get(), global);
        int length = proof.evidence().length + proof.logProof().length;
        if (length <= room) {
          proofs.add(proof);
          room -= length;
        }
      }
    }
    return proofs;
  }

  private LedgerProof proof(Anchoring anchored, long global) {
    AnchorEvidence evidence = anchored.evidence().orElseThrow();
    return new LedgerProof(
        anchored.ledger(),
        log.proof(global, anchored.checkpoint()),
        evidence.mediaType(),
        evidence.bytes());
  }
}
