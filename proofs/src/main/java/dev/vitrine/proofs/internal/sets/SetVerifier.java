package dev.vitrine.proofs.internal.sets;

import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.bbs.BbsProof;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.List;

/**
 * The verifier of a set's signature on hidden messages. That the messages are those of the caller's
 * commitments follows from the responses being the same.
 */
public final class SetVerifier {
  private SetVerifier() {}

  /**
   * Adds what must hold; nothing is accepted before the equations are checked.
   *
   * @param step the name of the check that fails if an equation does not hold
   * @param set the set, its descriptor verified under a pinned publisher
   * @param challenge drawn by the verifier after the first message was absorbed
   * @param responses for each message, the response of the commitment to it
   * @throws RefusedException at step {@code format}, if there are not as many as messages
   * @throws IllegalArgumentException for the challenge zero
   */
  public static void gather(
      Curve curve,
      Equations equations,
      String step,
      SetKey set,
      SetPart part,
      SetFirstMessage first,
      Scalar challenge,
      SetResponse response,
      List<Scalar> responses)
      throws RefusedException {
    if (challenge.isZero()) {
      throw new IllegalArgumentException("the challenge is zero");
    }
    if (responses.size() != part.messages()) {
      throw RefusedException.invalid("format", "another number of responses than of messages");
    }
    BbsProof proof =
        new BbsProof(
            first.aBar(),
            first.bBar(),
            first.d(),
            response.eHat(),
            response.r1Hat(),
            response.r3Hat(),
            responses,
            challenge);
    Bbs.FirstMessages messages = new Bbs.FirstMessages(first.t1(), first.t2());
    try {
      SetKey.scheme(curve)
          .gatherProof(
              equations, step, set.key(), proof, messages, set.header(part), List.of(), List.of());
    } catch (BbsRefusedException e) {
      throw new IllegalStateException("one or two messages are never too many", e);
    }
  }
}
