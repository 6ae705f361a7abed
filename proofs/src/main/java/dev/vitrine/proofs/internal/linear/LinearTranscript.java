package dev.vitrine.proofs.internal.linear;

import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What prover and verifier absorb, and in which order each challenge is drawn. */
final class LinearTranscript {
  private static final byte[] LABEL = "vitrine/1/linear".getBytes(StandardCharsets.US_ASCII);

  private final Transcript transcript;

  /** Absorbs all that is claimed, whatever the caller absorbed before. */
  LinearTranscript(Transcript transcript, List<ColumnClaim> claims, G1Point target, int length) {
    this.transcript = transcript.bytes(LABEL).integer(length).integer(claims.size());
    for (ColumnClaim claim : claims) {
      transcript.point(claim.commitment());
      int[] positions = claim.form().positions();
      transcript.integer(positions.length);
      for (int position : positions) {
        transcript.integer(position);
      }
      claim.form().weights().forEach(transcript::scalar);
    }
    transcript.point(target);
  }

  /** μ, which joins the columns of different forms. */
  Scalar joining(List<G1Point> crossTerms) {
    return transcript.points(crossTerms).challenge();
  }

  /** c, which the responses answer. */
  Scalar answered(G1Point columnMask, G1Point targetMask) {
    return transcript.point(columnMask).point(targetMask).challenge();
  }

  /** w, which joins the form's value to the column. */
  Scalar valued(Scalar columnResponse, Scalar targetResponse) {
    return transcript.scalar(columnResponse).scalar(targetResponse).challenge();
  }

  /** u, which halves. */
  Scalar halving(LinearProof.Round round) {
    return transcript.point(round.left()).point(round.right()).challenge();
  }

  /** Binds whatever the caller draws later to the whole proof. */
  void end(List<Scalar> last) {
    transcript.scalars(last);
  }
}
