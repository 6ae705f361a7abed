package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.util.Arrays;

/**
 * The challenges of one proof, none zero, with the inverses that its equations need.
 *
 * @param us one of each round
 * @param inverses one over each of {@code us}
 */
record RangeChallenges(
    Scalar y, Scalar yInverse, Scalar z, Scalar x, Scalar w, Scalar[] us, Scalar[] inverses) {

  /** Draws them as the prover did, each after what it is bound to; absorbs all of the proof. */
  static RangeChallenges draw(Transcript transcript, RangeProof proof) {
    Scalar y = transcript.point(proof.bits()).point(proof.masks()).challenge();
    Scalar z = transcript.challenge();
    Scalar x = transcript.point(proof.t1()).point(proof.t2()).challenge();
    transcript.scalar(proof.t()).scalar(proof.tBlinding()).scalar(proof.blinding());
    Scalar w = transcript.challenge();
    Scalar[] us = new Scalar[proof.rounds()];
    for (int k = 0; k < us.length; k++) {
      us[k] = transcript.point(proof.left().get(k)).point(proof.right().get(k)).challenge();
    }
    transcript.scalar(proof.a()).scalar(proof.b());
    return of(y, z, x, w, us);
  }

  static RangeChallenges of(Scalar y, Scalar z, Scalar x, Scalar w, Scalar[] us) {
    Scalar[] all = Arrays.copyOf(us, us.length + 1);
    all[us.length] = y;
    Scalar[] inverses = Vectors.invertAll(all);
    return new RangeChallenges(
        y, inverses[us.length], z, x, w, us, Arrays.copyOf(inverses, us.length));
  }

  /**
   * Of each position: the product, over the rounds, of u if the position is in the upper half that
   * the round folds, and of 1/u if in the lower.
   */
  Scalar[] foldedFactors() {
    Scalar[] factors = new Scalar[1 << us.length];
    Scalar first = Scalar.ONE;
    for (Scalar inverse : inverses) {
      first = first.multiply(inverse);
    }
    factors[0] = first;
    for (int bit = 0; bit < us.length; bit++) {
      // the last round folds neighbours
      Scalar u = us[us.length - 1 - bit];
      Scalar square = u.multiply(u);
      for (int p = 0; p < 1 << bit; p++) {
        factors[(1 << bit) + p] = factors[p].multiply(square);
      }
    }
    return factors;
  }
}
