package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.range.RangeGenerators.Factors;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.security.SecureRandom;
import java.util.List;

/**
 * Makes range proofs: aggregated Bulletproofs (Bünz et al., 2018, §4.2) with values of different
 * lengths. Zero-knowledge: a proof shows nothing of values and blindings.
 *
 * <p>On the native backend values and blindings are touched in constant time only: bits are chosen
 * by masks, blindings multiplied in constant time. Vectors that are random for this one proof, or
 * masked by such, go through faster multiplications whose time depends on them. Safe for threads.
 */
public final class RangeProver {
  private final Curve curve;
  private final Pedersen pedersen;

  /** A prover on {@code curve}. */
  public RangeProver(Curve curve) {
    this.curve = curve;
    this.pedersen = Pedersen.of(curve);
  }

  /**
   * Proves every value to be in its range, by one proof.
   *
   * @param transcript holds everything public that the proof is to be bound to; this absorbs each
   *     value's bits and terms itself. It can be used on for what follows
   * @param openings at least one, their bits at most 4096 together. That the terms do sum up to the
   *     opening is not checked: if not, the proof is not accepted
   * @throws IllegalArgumentException if a value is out of its range, or there are too many bits
   */
  public RangeProof prove(Transcript transcript, List<RangeOpening> openings, SecureRandom random) {
    Layout layout = Layout.of(openings.stream().map(RangeOpening::claim).toList());
    byte[] choices = choices(openings, layout.positions());
    RangeGenerators generators = RangeGenerators.of(curve, layout.positions());
    layout.absorb(transcript);
    int n = layout.positions();

    Scalar alpha = Scalar.random(random);
    Scalar rho = Scalar.random(random);
    Scalar[] sl = randoms(random, n);
    Scalar[] sr = randoms(random, n);
    G1Point bits = curve.add(generators.commitBits(choices), blind(alpha));
    G1Point masks = curve.add(commit(generators, sl, sr), blind(rho));
    Scalar y = transcript.point(bits).point(masks).challenge();
    Scalar z = transcript.challenge();

    // l(X) = l0 + l1·X, r(X) = r0 + r1·X
    Scalar[] weights = layout.weights(layout.valueWeights(z));
    Scalar[] powers = Vectors.powers(y, n);
    Scalar[] l = new Scalar[n];
    Scalar[] r = new Scalar[n];
    for (int p = 0; p < n; p++) {
      Scalar bit = Scalar.of(choices[p]);
      l[p] = bit.subtract(z);
      r[p] = powers[p].multiply(bit.subtract(Scalar.ONE).add(z)).add(weights[p]);
      sr[p] = powers[p].multiply(sr[p]);
    }
    Scalar tau1 = Scalar.random(random);
    Scalar tau2 = Scalar.random(random);
    G1Point t1 = pedersen.commit(Vectors.inner(l, sr).add(Vectors.inner(sl, r)), tau1);
    G1Point t2 = pedersen.commit(Vectors.inner(sl, sr), tau2);
    Scalar x = transcript.point(t1).point(t2).challenge();

    for (int p = 0; p < n; p++) {
      l[p] = l[p].add(x.multiply(sl[p]));
      r[p] = r[p].add(x.multiply(sr[p]));
    }
    Scalar t = Vectors.inner(l, r);
    Scalar tBlinding = x.multiply(tau1.add(x.multiply(tau2)));
    Scalar[] valueWeights = layout.valueWeights(z);
    for (int j = 0; j < valueWeights.length; j++) {
      tBlinding = tBlinding.add(valueWeights[j].multiply(openings.get(j).blinding()));
    }
    Scalar mu = alpha.add(x.multiply(rho));
    Scalar w = transcript.scalar(t).scalar(tBlinding).scalar(mu).challenge();

    InnerProduct product = new InnerProduct(generators.bases(), w, l, r, y.invert());
    product.run(transcript);
    return new RangeProof(
        bits,
        masks,
        t1,
        t2,
        t,
        tBlinding,
        mu,
        product.left(),
        product.right(),
        product.a(),
        product.b());
  }

  private G1Point blind(Scalar blinding) {
    return curve.multiply(pedersen.blinding(), blinding);
  }

  private static G1Point commit(RangeGenerators generators, Scalar[] sl, Scalar[] sr) {
    Factors factors = new Factors(sl.length);
    for (int p = 0; p < sl.length; p++) {
      factors.g(p, sl[p]).h(p, sr[p]);
    }
    return generators.bases().msm(factors.list());
  }

  private static Scalar[] randoms(SecureRandom random, int count) {
    Scalar[] randoms = new Scalar[count];
    for (int i = 0; i < count; i++) {
      randoms[i] = Scalar.random(random);
    }
    return randoms;
  }

  /** The bit at each position, 0 in the filling. */
  private static byte[] choices(List<RangeOpening> openings, int positions) {
    byte[] choices = new byte[positions];
    int at = 0;
    for (RangeOpening opening : openings) {
      byte[] value = opening.value().toBytes();
      int above = 0;
      for (int i = 0; i < Byte.SIZE * value.length; i++) {
        int bit = value[value.length - 1 - i / Byte.SIZE] >>> (i % Byte.SIZE) & 1;
        if (i < opening.bits()) {
          choices[at++] = (byte) bit;
        } else {
          above |= bit;
        }
      }
      if (above != 0) {
        throw new IllegalArgumentException("a value is not below 2^" + opening.bits());
      }
    }
    return choices;
  }
}
