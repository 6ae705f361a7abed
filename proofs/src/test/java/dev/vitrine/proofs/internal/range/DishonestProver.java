package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.range.RangeGenerators.Factors;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * A prover who keeps to the protocol but for the vectors, which may hold anything, and who may send
 * the t̂ that the first check wants instead of the one he has.
 */
final class DishonestProver {
  private final Curve curve = Values.curve();
  private final Pedersen pedersen = Pedersen.of(curve);
  private final SecureRandom random = new SecureRandom();
  private final List<RangeOpening> openings;
  private final Layout layout;
  private final Scalar[] al;
  private final Scalar[] ar;
  private boolean wantedT;

  /** Begins with the low bits of the values, as an honest prover does. */
  DishonestProver(List<RangeOpening> openings) {
    this.openings = openings;
    this.layout = Layout.of(Values.claims(openings));
    this.al = new Scalar[layout.positions()];
    this.ar = new Scalar[layout.positions()];
    Arrays.fill(al, Scalar.ZERO);
    int at = 0;
    for (RangeOpening opening : openings) {
      BigInteger value = opening.value().toInteger();
      for (int i = 0; i < opening.bits(); i++) {
        al[at++] = Scalar.of(value.testBit(i) ? 1 : 0);
      }
    }
    for (int p = 0; p < al.length; p++) {
      ar[p] = al[p].subtract(Scalar.ONE);
    }
  }

  /** Puts {@code value} where a bit should be, keeping the difference of both vectors at one. */
  DishonestProver digit(int position, Scalar value) {
    return digit(position, value, value.subtract(Scalar.ONE));
  }

  DishonestProver digit(int position, Scalar left, Scalar right) {
    al[position] = left;
    ar[position] = right;
    return this;
  }

  /** Sends a t̂ and τx for which the first check holds. */
  DishonestProver sendWantedT() {
    wantedT = true;
    return this;
  }

  RangeProof prove() {
    Transcript transcript = Values.transcript();
    layout.absorb(transcript);
    int n = al.length;
    Scalar alpha = Scalar.random(random);
    Scalar rho = Scalar.random(random);
    Scalar[] sl = new Scalar[n];
    Scalar[] sr = new Scalar[n];
    for (int p = 0; p < n; p++) {
      sl[p] = Scalar.random(random);
      sr[p] = Scalar.random(random);
    }
    RangeGenerators generators = RangeGenerators.of(curve, n);
    G1Point bits = commit(generators, al, ar, alpha);
    G1Point masks = commit(generators, sl, sr, rho);
    Scalar y = transcript.point(bits).point(masks).challenge();
    Scalar z = transcript.challenge();
    Scalar[] valueWeights = layout.valueWeights(z);
    Scalar[] weights = layout.weights(valueWeights);
    Scalar[] powers = Vectors.powers(y, n);
    Scalar[] l0 = new Scalar[n];
    Scalar[] r0 = new Scalar[n];
    Scalar[] r1 = new Scalar[n];
    for (int p = 0; p < n; p++) {
      l0[p] = al[p].subtract(z);
      r0[p] = powers[p].multiply(ar[p].add(z)).add(weights[p]);
      r1[p] = powers[p].multiply(sr[p]);
    }
    Scalar t1 = Vectors.inner(l0, r1).add(Vectors.inner(sl, r0));
    Scalar t2 = Vectors.inner(sl, r1);
    Scalar tau1 = Scalar.random(random);
    Scalar tau2 = Scalar.random(random);
    G1Point t1Point = pedersen.commit(t1, tau1);
    G1Point t2Point = pedersen.commit(t2, tau2);
    Scalar x = transcript.point(t1Point).point(t2Point).challenge();
    Scalar[] l = new Scalar[n];
    Scalar[] r = new Scalar[n];
    for (int p = 0; p < n; p++) {
      l[p] = l0[p].add(x.multiply(sl[p]));
      r[p] = r0[p].add(x.multiply(r1[p]));
    }
    Scalar values = z.subtract(z.multiply(z)).multiply(Vectors.sum(powers));
    values = values.subtract(z.multiply(Vectors.sum(weights)));
    Scalar tBlinding = x.multiply(tau1.add(x.multiply(tau2)));
    for (int j = 0; j < openings.size(); j++) {
      values = values.add(valueWeights[j].multiply(openings.get(j).value()));
      tBlinding = tBlinding.add(valueWeights[j].multiply(openings.get(j).blinding()));
    }
    Scalar wanted = values.add(x.multiply(t1)).add(x.multiply(x).multiply(t2));
    Scalar t = wantedT ? wanted : Vectors.inner(l, r);
    Scalar mu = alpha.add(x.multiply(rho));
    Scalar w = transcript.scalar(t).scalar(tBlinding).scalar(mu).challenge();
    InnerProduct product = new InnerProduct(generators.bases(), w, l, r, y.invert());
    product.run(transcript);
    return new RangeProof(
        bits,
        masks,
        t1Point,
        t2Point,
        t,
        tBlinding,
        mu,
        product.left(),
        product.right(),
        product.a(),
        product.b());
  }

  private static G1Point commit(
      RangeGenerators generators, Scalar[] left, Scalar[] right, Scalar blinding) {
    Factors factors = new Factors(left.length);
    for (int p = 0; p < left.length; p++) {
      factors.g(p, left[p]).h(p, right[p]);
    }
    return generators.bases().msm(factors.blinding(blinding).list());
  }
}
