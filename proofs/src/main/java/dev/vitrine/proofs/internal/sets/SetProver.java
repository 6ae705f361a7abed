package dev.vitrine.proofs.internal.sets;

import dev.vitrine.proofs.internal.bbs.BbsProof;
import dev.vitrine.proofs.internal.bbs.BbsProver;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.bbs.RandomScalars;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The prover of a set's signature between its first message and its response. Absorb {@link #first}
 * before the challenge is drawn. For a gap the caller also proves, of its commitments to the value
 * and to the gap's ends, that the value lies between them. Not safe for threads.
 */
public final class SetProver {
  private final BbsProver prover;
  private final SetFirstMessage first;

  private SetProver(BbsProver prover) {
    this.prover = prover;
    BbsProver.Commitment c = prover.commitment();
    this.first = new SetFirstMessage(c.aBar(), c.bBar(), c.d(), c.t1(), c.t2());
  }

  /**
   * Starts a proof that all the witness' messages are hidden in.
   *
   * @param blindings for each message, the blinding of the caller's commitment to it
   * @throws IllegalArgumentException if there are not as many as messages
   */
  public static SetProver start(
      Curve curve, SetKey set, SetWitness witness, List<Scalar> blindings, SecureRandom random) {
    if (blindings.size() != witness.messages().size()) {
      throw new IllegalArgumentException("another number of blindings than of messages");
    }
    Map<Integer, Scalar> byIndex = new HashMap<>();
    for (int i = 0; i < blindings.size(); i++) {
      byIndex.put(i, blindings.get(i));
    }
    try {
      return new SetProver(
          SetKey.scheme(curve)
              .startProof(
                  set.key(),
                  witness.signature(),
                  set.header(witness.part()),
                  witness.messages(),
                  List.of(),
                  byIndex,
                  RandomScalars.from(random)));
    } catch (BbsRefusedException e) {
      throw new IllegalStateException("a set's witness has one or two messages", e);
    }
  }

  /** What is sent and absorbed before the challenge. */
  public SetFirstMessage first() {
    return first;
  }

  /**
   * Answers the challenge.
   *
   * @throws IllegalStateException at the second call
   * @throws IllegalArgumentException for the challenge zero
   */
  public SetResponse respond(Scalar challenge) {
    BbsProof proof = prover.finish(challenge);
    return new SetResponse(proof.eHat(), proof.r1Hat(), proof.r3Hat());
  }
}
