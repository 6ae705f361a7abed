package dev.vitrine.proofs.bench;

import dev.vitrine.proofs.internal.curve.BareOperations;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.linear.ColumnClaim;
import dev.vitrine.proofs.internal.linear.ColumnGenerators;
import dev.vitrine.proofs.internal.linear.Form;
import dev.vitrine.proofs.internal.linear.LinearProof;
import dev.vitrine.proofs.internal.linear.LinearProver;
import dev.vitrine.proofs.internal.linear.LinearVerifier;
import dev.vitrine.proofs.internal.linear.OpenedColumn;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/**
 * The anchored link: that a commitment holds one value of a full column of a batch, on the native
 * backend. The limit is the time of the algorithm's own curve operations, done barely: what is
 * above it is hashing, randomness, scalars, encoding, copies and Java.
 */
public final class LinearBench {
  private static final int ROUNDS = 5;
  private static final int POSITION = 200;

  private final Curve curve = Curve.nativeBackend();
  private final ColumnGenerators generators = ColumnGenerators.of(curve);
  private final LinearProver prover = new LinearProver(curve, generators);
  private final LinearVerifier verifier = new LinearVerifier(curve, generators);
  private final SecureRandom random = new SecureRandom();
  private final Form form = Form.at(POSITION);
  private final OpenedColumn column;
  private final Scalar blinding = Scalar.random(random);
  private final G1Point target;

  private LinearBench() {
    List<Scalar> values = random.longs(ColumnGenerators.POSITIONS).mapToObj(Scalar::of).toList();
    Scalar sum = Scalar.random(random);
    G1Point commitment =
        curve.add(generators.positions().msm(values), curve.multiply(generators.blinding(), sum));
    this.column = new OpenedColumn(commitment, values, sum);
    this.target = Pedersen.of(curve).commit(values.get(POSITION), blinding);
  }

  /**
   * Proves and verifies from bytes, on the calling thread.
   *
   * @param perOperation about how long to spend on each of the eight timings
   * @throws IllegalStateException if there is no native backend here
   */
  public static List<BenchResult> run(Duration perOperation) {
    return new LinearBench().measure(new Stopwatch(perOperation));
  }

  private List<BenchResult> measure(Stopwatch stopwatch) {
    byte[] proof = prove();
    verify(proof);
    BareOperations bare = new BareOperations();
    int positions = ColumnGenerators.POSITIONS;
    BareOperations.Tables tables = BareOperations.tables(positions, ColumnGenerators.TEETH);
    // A, T, C, the target, each round's L and R; and H, Y1, Y0
    int loose = 4 + 2 * ROUNDS + 3;
    double[] micros =
        stopwatch.micros(
            List.of(
                this::prove,
                () -> verify(proof),
                bare.tableMsm(tables, positions),
                bare.tableMsm(tables, positions / 2),
                bare.multiplyG1(),
                bare.decodeG1(),
                bare.msm(1),
                bare.msm(loose)));
    // A in two parts, T of two; of each round L and R in two parts; Y1 times the challenge
    double proving = micros[2] + 3 * micros[4] + 2 * ROUNDS * (micros[3] + micros[6]) + micros[6];
    double verifying = (2 + 2 * ROUNDS) * micros[5] + micros[2] + micros[7];
    String name = "anchored link to a column of 256 (" + proof.length + " B), ";
    return List.of(
        new BenchResult(
            name + "prove",
            micros[0],
            "µs",
            "table MSMs of 256 and 10 of 128, 3 constant-time multiplications, 11 others",
            proving),
        new BenchResult(
            name + "verify",
            micros[1],
            "µs",
            "12 decodings, table MSM of 256, MSM of " + loose,
            verifying));
  }

  private byte[] prove() {
    return prover
        .prove(
            transcript(),
            List.of(column),
            List.of(form),
            column.values().get(POSITION),
            blinding,
            target,
            random)
        .toBytes();
  }

  private void verify(byte[] encoded) {
    try {
      Equations equations = new Equations();
      LinearProof proof = LinearProof.parse(curve, encoded);
      ColumnClaim claim = new ColumnClaim(column.commitment(), form);
      verifier.gather(transcript(), equations, List.of(claim), target, proof);
      if (equations.check(curve, random).isPresent()) {
        throw new IllegalStateException("the benchmark's own proof was refused");
      }
    } catch (CurveException e) {
      throw new IllegalStateException("the benchmark's own proof was refused", e);
    }
  }

  private static Transcript transcript() {
    return new Transcript("vitrine/1/bench");
  }
}
