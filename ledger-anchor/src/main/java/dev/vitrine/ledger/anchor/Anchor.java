package dev.vitrine.ledger.anchor;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.List;

/**
 * An external ledger that takes checkpoints in, so that nobody can change or back-date them, the
 * log's own operator included.
 *
 * <p>The life of a submission:
 *
 * <ol>
 *   <li>{@link #submit}: the caller has stored its intent (a transactional outbox) and hands the
 *       checkpoint over. Idempotent by {@link Checkpoint#digest}: the same checkpoint gives the
 *       same id, and is in the ledger once, even if the first call's answer was lost.
 *   <li>{@link AnchorStatus#PENDING}: handed over. The caller asks {@link #status} until it moves.
 *   <li>{@link AnchorStatus#INCLUDED}: from here on {@link #evidence} answers. Ledgers that can't
 *       lose anything go to FINAL at once.
 *   <li>{@link AnchorStatus#FINAL}: never moves again. The caller stores the evidence.
 *   <li>{@link AnchorStatus#REORGED}: was included and is not any more. The caller submits again;
 *       that may give a new id, and the old one stays REORGED.
 *   <li>{@link #verify}, at any time, by anybody: offline, needing neither the log nor the ledger.
 * </ol>
 *
 * <p>Calls block and may come from any thread. {@code AnchorTck} holds implementations to this.
 */
public interface Anchor {
  /** Which ledger this is, the same for ever; stored with ids and evidence. */
  String name();

  /**
   * Hands a checkpoint over.
   *
   * @throws AnchorException UNAVAILABLE or REJECTED
   */
  AnchorId submit(SignedCheckpoint checkpoint);

  /**
   * Where a submission stands.
   *
   * @throws AnchorException UNAVAILABLE or UNKNOWN_ID
   */
  AnchorStatus status(AnchorId id);

  /**
   * What proves the submission offline.
   *
   * @throws AnchorException UNAVAILABLE, UNKNOWN_ID or NOT_INCLUDED
   */
  AnchorEvidence evidence(AnchorId id);

  /**
   * Verifies offline that the ledger took this checkpoint in. The ledger's keys or rules are part
   * of this object, never of the evidence.
   *
   * @return the steps that passed
   * @throws RefusedException at the step that fails
   */
  List<Step> verify(AnchorEvidence evidence, Checkpoint checkpoint) throws RefusedException;
}
