package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.transcript.Transcript;

/**
 * The challenges of one proof, none zero.
 *
 * @param us one of each round
 */
record RangeChallenges(Scalar y, Scalar z, Scalar x, Scalar w, Scalar[] us) {

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
    return new RangeChallenges(y, z, x, w, us);
  }

  /** Of each position: the product of u over the rounds in which it is in the upper half. */
  Scalar[] foldedFactors() {
    Scalar[] factors = new Scalar[1 << us.length];
    factors[0] = Scalar.ONE;
    for (int bit = 0; bit < us.length; bit++) {
      // the last round folds neighbours
      Scalar u = us[us.length - 1 - bit];
      for (int p = 0; p < 1 << bit; p++) {
        factors[(1 << bit) + p] = factors[p].multiply(u);
      }
    }
    return factors;
  }

  /** Of each round, and before the first: the product of u over the rounds after it. */
  Scalar[] remainingProducts() {
    Scalar[] products = new Scalar[us.length + 1];
    products[us.length] = Scalar.ONE;
    for (int k = us.length - 1; k >= 0; k--) {
      products[k] = products[k + 1].multiply(us[k]);
    }
    return products;
  }
}
