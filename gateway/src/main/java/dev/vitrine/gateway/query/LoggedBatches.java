package dev.vitrine.gateway.query;

import dev.vitrine.gateway.audit.PublishedLog;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.proofs.presentation.Statement;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Places several batches in the log, all under one checkpoint. Calls block. */
@Singleton
class LoggedBatches {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PublishedLog log;

  LoggedBatches(PublishedLog log) {
    this.log = log;
  }

  /**
   * Proofs of some entries under one checkpoint.
   *
   * @param anchor the checkpoint
   * @param proofs per log index
   */
  record Placed(Statement.Anchor anchor, Map<Long, byte[]> proofs) {
    byte[] of(long logIndex) {
      byte[] proof = proofs.get(logIndex);
      if (proof == null) {
        throw new IllegalStateException("only what was placed has a proof");
      }
      return proof;
    }
  }

  /** Waits until all of {@code indexes} are published, and proves it. */
  Placed place(Collection<Long> indexes) {
    log.await(indexes, PATIENCE);
    SignedCheckpoint signed = log.latest().orElseThrow();
    var checkpoint = signed.checkpoint();
    Map<Long, byte[]> proofs = new HashMap<>();
    for (long index : indexes) {
      proofs.computeIfAbsent(index, at -> log.proof(at, signed));
    }
    return new Placed(
        new Statement.Anchor(checkpoint.origin(), checkpoint.size(), checkpoint.root()), proofs);
  }
}
