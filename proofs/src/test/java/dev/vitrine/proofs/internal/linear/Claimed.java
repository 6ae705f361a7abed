package dev.vitrine.proofs.internal.linear;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.Failure;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A true claim about random columns, with all its secrets, for tests to prove and to bend. */
record Claimed(
    Curve curve,
    List<OpenedColumn> columns,
    List<Form> forms,
    Scalar value,
    Scalar blinding,
    G1Point target) {
  private static final SecureRandom SECURE = new SecureRandom();

  /** Columns of {@code values} random values, each with a random form of its own. */
  static Claimed random(Curve curve, Random random, int columns, int values) {
    List<OpenedColumn> opened = new ArrayList<>();
    List<Form> forms = new ArrayList<>();
    for (int b = 0; b < columns; b++) {
      opened.add(column(curve, random, values));
      forms.add(form(random, values));
    }
    return of(curve, opened, forms);
  }

  /** What these forms give, under a fresh blinding. */
  static Claimed of(Curve curve, List<OpenedColumn> columns, List<Form> forms) {
    return of(curve, columns, forms, Scalar.random(SECURE));
  }

  static Claimed of(Curve curve, List<OpenedColumn> columns, List<Form> forms, Scalar blinding) {
    Scalar value = Scalar.ZERO;
    for (int b = 0; b < columns.size(); b++) {
      value = value.add(forms.get(b).of(columns.get(b).values().toArray(Scalar[]::new)));
    }
    G1Point target = Pedersen.of(curve).commit(value, blinding);
    return new Claimed(curve, columns, forms, value, blinding, target);
  }

  static OpenedColumn column(Curve curve, Random random, int values) {
    List<Scalar> all = new ArrayList<>();
    for (int k = 0; k < values; k++) {
      all.add(random.nextInt(4) == 0 ? Scalar.ZERO : Scalar.of(random.nextLong()));
    }
    return column(curve, all, Scalar.random(SECURE));
  }

  static OpenedColumn column(Curve curve, List<Scalar> values, Scalar blinding) {
    ColumnGenerators generators = ColumnGenerators.of(curve);
    G1Point commitment =
        curve.add(
            generators.positions().msm(values), curve.multiply(generators.blinding(), blinding));
    return new OpenedColumn(commitment, values, blinding);
  }

  static Form form(Random random, int values) {
    int[] positions =
        random.ints(0, values).limit(1 + random.nextInt(5)).sorted().distinct().toArray();
    List<Scalar> weights = new ArrayList<>();
    Arrays.stream(positions).forEach(k -> weights.add(Scalar.of(random.nextLong())));
    return new Form(positions, weights);
  }

  /** The same with another target. */
  Claimed withTarget(Scalar otherValue, Scalar otherBlinding, G1Point otherTarget) {
    return new Claimed(curve, columns, forms, otherValue, otherBlinding, otherTarget);
  }

  LinearProof prove() {
    return prove(transcript());
  }

  LinearProof prove(Transcript transcript) {
    return prover().prove(transcript, columns, forms, value, blinding, target, SECURE);
  }

  LinearProver prover() {
    return new LinearProver(curve, ColumnGenerators.of(curve));
  }

  List<ColumnClaim> claims() {
    List<ColumnClaim> claims = new ArrayList<>();
    for (int b = 0; b < columns.size(); b++) {
      claims.add(new ColumnClaim(columns.get(b).commitment(), forms.get(b)));
    }
    return claims;
  }

  static Transcript transcript() {
    return new Transcript("test").bytes(new byte[] {1, 2, 3});
  }

  Optional<Failure> verify(LinearProof proof) {
    return verify(transcript(), claims(), target, proof);
  }

  Optional<Failure> verify(
      Transcript transcript, List<ColumnClaim> claims, G1Point to, LinearProof proof) {
    Equations equations = new Equations();
    gather(equations, transcript, claims, to, proof);
    return equations.check(curve, SECURE);
  }

  void gather(
      Equations equations,
      Transcript transcript,
      List<ColumnClaim> claims,
      G1Point to,
      LinearProof proof) {
    new LinearVerifier(curve, ColumnGenerators.of(curve))
        .gather(transcript, equations, claims, to, proof);
  }
}
