package dev.vitrine.ledger.anchor;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.time.Instant;
import java.util.Optional;

/**
 * One checkpoint on its way into one ledger: a row of the {@link Outbox}. Immutable; the methods
 * give the next row, with the version of this one, which {@link Outbox#move} compares.
 *
 * <p>Times are to the millisecond.
 *
 * @param ledger the {@link Anchor#name} of the ledger
 * @param checkpoint what is anchored, with the signatures it had when it was chosen
 * @param state how far it has come
 * @param id the ledger's name for it, once there is one
 * @param attempts how many attempts have failed since it last got on
 * @param nextAttempt when to try again, or to ask
 * @param evidence what proves it offline; there if and only if the state is FINAL
 * @param problem what went wrong last, for people; without anything secret
 * @param intendedAt when it was chosen
 * @param changedAt when it came into this state
 * @param version how often the row was stored
 */
public record Anchoring(
    String ledger,
    SignedCheckpoint checkpoint,
    AnchoringState state,
    Optional<AnchorId> id,
    int attempts,
    Instant nextAttempt,
    Optional<AnchorEvidence> evidence,
    Optional<String> problem,
    Instant intendedAt,
    Instant changedAt,
    long version) {
  /** The longest name of a ledger. */
  public static final int MAX_NAME = 128;

  /** The longest problem in characters; longer ones are cut. */
  public static final int MAX_PROBLEM = 500;

  /** Holds the parts to each other. */
  public Anchoring {
    if (ledger.isEmpty() || ledger.length() > MAX_NAME) {
      throw new IllegalArgumentException("a ledger's name has 1 to " + MAX_NAME + " characters");
    }
    if ((state.handedOver() || state == AnchoringState.FINAL) && id.isEmpty()) {
      throw new IllegalArgumentException("a submission in state " + state + " has an id");
    }
    if ((state == AnchoringState.FINAL) != evidence.isPresent()) {
      throw new IllegalArgumentException("evidence belongs to state FINAL, and it to evidence");
    }
    if (attempts < 0 || version < 1) {
      throw new IllegalArgumentException("attempts from 0 and versions from 1");
    }
    problem = problem.map(text -> text.substring(0, Math.min(text.length(), MAX_PROBLEM)));
  }

  /** The first row: chosen, and to be handed over at once. */
  public static Anchoring intended(String ledger, SignedCheckpoint checkpoint, Instant now) {
    return new Anchoring(
        ledger,
        checkpoint,
        AnchoringState.INTENDED,
        Optional.empty(),
        0,
        now,
        Optional.empty(),
        Optional.empty(),
        now,
        now,
        1);
  }

  /** The checkpoint's size. */
  public long size() {
    return checkpoint.checkpoint().size();
  }

  /** What names the checkpoint towards ledgers, 32 bytes. */
  public byte[] digest() {
    return checkpoint.checkpoint().digest();
  }

  /** The ledger has taken it. */
  public Anchoring submitted(AnchorId given, Instant now) {
    return next(AnchoringState.SUBMITTED, Optional.of(given), 0, now, Optional.empty(), now);
  }

  /** It is in the ledger, not yet for good. */
  public Anchoring included(Instant now) {
    return next(AnchoringState.INCLUDED, id, 0, now, Optional.empty(), now);
  }

  /** It is in the ledger for good. */
  public Anchoring settled(AnchorEvidence proof, Instant now) {
    return new Anchoring(
        ledger,
        checkpoint,
        AnchoringState.FINAL,
        id,
        0,
        now,
        Optional.of(proof),
        Optional.empty(),
        intendedAt,
        now,
        version);
  }

  /**
   * The same with evidence that proves it for longer.
   *
   * @throws IllegalStateException if it is not FINAL
   */
  public Anchoring renewed(AnchorEvidence proof) {
    if (state != AnchoringState.FINAL) {
      throw new IllegalStateException("there is no evidence to renew");
    }
    return new Anchoring(
        ledger,
        checkpoint,
        state,
        id,
        attempts,
        nextAttempt,
        Optional.of(proof),
        problem,
        intendedAt,
        changedAt,
        version);
  }

  /** The ledger answers again; the state stays. */
  public Anchoring answered() {
    return next(state, id, 0, nextAttempt, Optional.empty(), changedAt);
  }

  /** An attempt failed; the state stays. */
  public Anchoring failed(String what, Instant again) {
    return next(state, id, attempts + 1, again, Optional.of(what), changedAt);
  }

  /** The ledger has lost it: to be handed over again. */
  public Anchoring lost(String what, int failures, Instant again, Instant now) {
    return next(AnchoringState.INTENDED, id, failures, again, Optional.of(what), now);
  }

  /** The ledger refuses it, and it is over: SUPERSEDED or PARKED. */
  public Anchoring refused(AnchoringState end, String what, Instant now) {
    if (end != AnchoringState.SUPERSEDED && end != AnchoringState.PARKED) {
      throw new IllegalArgumentException(end + " is no refusal");
    }
    return next(end, id, attempts + 1, now, Optional.of(what), now);
  }

  /** As it is after it was stored once more. */
  public Anchoring stored() {
    return new Anchoring(
        ledger,
        checkpoint,
        state,
        id,
        attempts,
        nextAttempt,
        evidence,
        problem,
        intendedAt,
        changedAt,
        version + 1);
  }

  private Anchoring next(
      AnchoringState to,
      Optional<AnchorId> named,
      int failures,
      Instant again,
      Optional<String> what,
      Instant now) {
    return new Anchoring(
        ledger,
        checkpoint,
        to,
        named,
        failures,
        again,
        Optional.empty(),
        what,
        intendedAt,
        now,
        version);
  }

  /** For people: one line. */
  @Override
  public String toString() {
    return checkpoint.checkpoint() + " in " + ledger + ": " + state;
  }
}
