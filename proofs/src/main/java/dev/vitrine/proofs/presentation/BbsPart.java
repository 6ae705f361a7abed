package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.bbs.BbsProver;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.util.List;
import java.util.function.Function;

/**
 * A BBS proof as part of a presentation, between commitment and challenge.
 *
 * @param commitment its first messages
 * @param challenge the draft's challenge for a presentation header
 */
record BbsPart(BbsProver.Commitment commitment, Function<byte[], Scalar> challenge) {
  private static final int HEADER_BYTES = 64;

  /**
   * The one challenge that everything in a presentation answers. Where there is just one BBS proof
   * it is the draft's own, so that any verifier of the draft accepts that proof, given the
   * presentation header; otherwise it is drawn after the challenges of all of them.
   */
  static Scalar challenge(Transcript transcript, List<BbsPart> parts) {
    transcript.integer(parts.size());
    for (BbsPart part : parts) {
      BbsProver.Commitment first = part.commitment;
      transcript.point(first.aBar()).point(first.bBar()).point(first.d());
      transcript.point(first.t1()).point(first.t2()).scalar(first.domain());
    }
    byte[] header = transcript.squeeze(HEADER_BYTES);
    List<Scalar> challenges = parts.stream().map(part -> part.challenge.apply(header)).toList();
    transcript.scalars(challenges);
    return challenges.size() == 1 ? challenges.get(0) : transcript.challenge();
  }
}
