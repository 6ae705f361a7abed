package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import java.util.function.LongFunction;

/**
 * Gets a signed checkpoint cosigned by so many witnesses as its readers ask for. Calls block, for a
 * bounded time.
 */
@FunctionalInterface
public interface Cosigner {
  /** For logs that are believed on their own word: no witnesses are asked. */
  Cosigner NONE = (signed, proofFrom) -> signed;

  /**
   * Collects cosignatures.
   *
   * @param signed a checkpoint that is durable in the log's storage
   * @param proofFrom gives the consistency proof from a smaller size (1 or more) to this one
   * @return the same checkpoint with cosignatures that reach the quorum, each verified
   * @throws QuorumException if the quorum is not reached now: try again later
   * @throws RolledBackException if a witness proves to know a larger tree of this log, or another
   *     root: the storage is an old copy, or the log has forked. Nothing more may be signed
   */
  SignedCheckpoint cosign(SignedCheckpoint signed, LongFunction<ConsistencyProof> proofFrom);
}
