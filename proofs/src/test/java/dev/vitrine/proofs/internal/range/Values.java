package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.Failure;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values with commitments, and the two sides of a proof in a test. */
final class Values {
  static final String STEP = "range";
  static final String IPA = "range-ipa";

  private static final SecureRandom RANDOM = new SecureRandom();

  private Values() {}

  static Curve curve() {
    return Curve.nativeBackend();
  }

  /** A transcript that holds something public. */
  static Transcript transcript() {
    return new Transcript("test").bytes(new byte[] {1, 2, 3});
  }

  /** A fresh commitment to {@code value}, which may be any integer. */
  static RangeOpening opening(BigInteger value, int bits) {
    Scalar v = Scalar.of(value);
    Scalar blinding = Scalar.random(RANDOM);
    Term term = new Term(Scalar.ONE, Pedersen.of(curve()).commit(v, blinding));
    return new RangeOpening(List.of(term), v, blinding, bits);
  }

  static RangeOpening opening(long value, int bits) {
    return opening(BigInteger.valueOf(value), bits);
  }

  /** A value within two bounds, as the two openings that show it: v − lo and hi − v. */
  static List<RangeOpening> within(long value, long lo, long hi, int bits) {
    RangeOpening plain = opening(value, bits);
    Term y1 = new Term(Scalar.of(lo).negate(), Pedersen.of(curve()).value());
    Term above = new Term(Scalar.of(hi), Pedersen.of(curve()).value());
    Term commitment = plain.terms().get(0);
    return List.of(
        new RangeOpening(List.of(commitment, y1), Scalar.of(value - lo), plain.blinding(), bits),
        new RangeOpening(
            List.of(new Term(Scalar.ONE.negate(), commitment.point()), above),
            Scalar.of(hi - value),
            plain.blinding().negate(),
            bits));
  }

  static List<RangeClaim> claims(List<RangeOpening> openings) {
    return openings.stream().map(RangeOpening::claim).toList();
  }

  static RangeProof prove(List<RangeOpening> openings) {
    return new RangeProver(curve()).prove(transcript(), openings, RANDOM);
  }

  /** The step that fails, or "" if none does. */
  static String verify(List<RangeClaim> claims, RangeProof proof) {
    return verify(curve(), transcript(), claims, proof);
  }

  static String verify(
      Curve curve, Transcript transcript, List<RangeClaim> claims, RangeProof proof) {
    Equations equations = new Equations();
    new RangeVerifier(curve).gather(transcript, equations, claims, proof, STEP);
    return failed(equations.check(curve, RANDOM));
  }

  static String failed(Optional<Failure> failure) {
    return failure.map(Failure::step).orElse("");
  }

  static List<RangeOpening> openings(long... valuesAndBits) {
    List<RangeOpening> openings = new ArrayList<>();
    for (int i = 0; i < valuesAndBits.length; i += 2) {
      openings.add(opening(valuesAndBits[i], (int) valuesAndBits[i + 1]));
    }
    return openings;
  }
}
