package dev.vitrine.proofs.bench;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.Failure;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.range.RangeClaim;
import dev.vitrine.proofs.internal.range.RangeOpening;
import dev.vitrine.proofs.internal.range.RangeProof;
import dev.vitrine.proofs.internal.range.RangeProver;
import dev.vitrine.proofs.internal.range.RangeVerifier;
import dev.vitrine.proofs.internal.range.Term;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement to measure: hidden values, each within two bounds that 2^bits − 1 lie apart. */
final class BoundedValues {
  private static final long LOW = 1000;

  private final Curve curve;
  private final Pedersen pedersen;
  private final RangeProver prover;
  private final RangeVerifier verifier;
  private final SecureRandom random = new SecureRandom();
  private final List<RangeOpening> openings = new ArrayList<>();
  private final List<byte[]> commitments = new ArrayList<>();
  private final int bits;

  BoundedValues(Curve curve, int values, int bits) {
    this.curve = curve;
    this.pedersen = Pedersen.of(curve);
    this.prover = new RangeProver(curve);
    this.verifier = new RangeVerifier(curve);
    this.bits = bits;
    for (int i = 0; i < values; i++) {
      long above = random.nextInt(1 << bits);
      Scalar blinding = Scalar.random(random);
      G1Point commitment = pedersen.commit(Scalar.of(LOW + above), blinding);
      commitments.add(commitment.toBytes());
      List<RangeClaim> claims = claims(commitment);
      openings.add(new RangeOpening(claims.get(0).terms(), Scalar.of(above), blinding, bits));
      openings.add(
          new RangeOpening(
              claims.get(1).terms(), Scalar.of(span() - above), blinding.negate(), bits));
    }
  }

  int values() {
    return commitments.size();
  }

  /** The proof's rounds. */
  int rounds() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(2 * values() * bits - 1);
  }

  String name() {
    String what = values() == 1 ? "1 value, 2 bounds of " : values() + " values, 2 bounds each of ";
    return what + bits + " bits";
  }

  /** The length of a proof with its commitments. */
  int bytes(byte[] proof) {
    return proof.length + values() * G1Point.BYTES;
  }

  byte[] prove() {
    return prover.prove(new Transcript("bench"), openings, random).toBytes();
  }

  /**
   * Reads and checks one proof so many times, as a batch.
   *
   * @throws IllegalStateException if it is refused
   */
  void verify(byte[] proof, int times) {
    List<Equations> batch = new ArrayList<>();
    try {
      for (int i = 0; i < times; i++) {
        batch.add(equations(proof));
      }
    } catch (CurveException e) {
      throw new IllegalStateException("the benchmark's own proof can't be read", e);
    }
    for (Optional<Failure> failure : Equations.check(curve, random, batch)) {
      if (failure.isPresent()) {
        throw new IllegalStateException("the benchmark's own proof was refused");
      }
    }
  }

  private Equations equations(byte[] proof) throws CurveException {
    List<RangeClaim> claims = new ArrayList<>();
    for (byte[] commitment : commitments) {
      claims.addAll(claims(curve.parseG1NotIdentity(commitment)));
    }
    RangeProof parsed = RangeProof.parse(curve, proof);
    Equations equations = new Equations();
    verifier.gather(new Transcript("bench"), equations, claims, parsed, "range");
    return equations;
  }

  /** The value is not below, and not above. */
  private List<RangeClaim> claims(G1Point commitment) {
    Term low = new Term(Scalar.of(LOW).negate(), pedersen.value());
    Term high = new Term(Scalar.of(LOW + span()), pedersen.value());
    Term value = new Term(Scalar.ONE, commitment);
    Term negative = new Term(Scalar.ONE.negate(), commitment);
    return List.of(
        new RangeClaim(List.of(value, low), bits), new RangeClaim(List.of(high, negative), bits));
  }

  private long span() {
    return (1L << bits) - 1;
  }
}
