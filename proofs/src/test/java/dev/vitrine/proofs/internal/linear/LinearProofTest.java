package dev.vitrine.proofs.internal.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is true can be proved, and says what it should. */
class LinearProofTest {
  private final Curve curve = Curve.current();
  private final Random random = new Random(60);

  /** One value of a full column: the link of a presentation. */
  @Test
  void linkToOneValue() {
    OpenedColumn column = Claimed.column(curve, random, 256);
    Claimed claimed = Claimed.of(curve, List.of(column), List.of(Form.at(200)));
    assertEquals(column.values().get(200), claimed.value());
    LinearProof proof = claimed.prove();
    assertEquals(Optional.empty(), claimed.verify(proof));
    assertEquals(898, proof.toBytes().length);
  }

  /** Many links in one proof: the caller's ρ joins targets, and positions of one column. */
  @Test
  void manyLinksAtOnce() {
    OpenedColumn first = Claimed.column(curve, random, 256);
    OpenedColumn second = Claimed.column(curve, random, 100);
    Scalar rho = new Transcript("links").challenge();
    Scalar rho2 = rho.multiply(rho);
    Pedersen pedersen = Pedersen.of(curve);
    SecureRandom secure = new SecureRandom();
    List<Scalar> values =
        List.of(first.values().get(3), first.values().get(250), second.values().get(3));
    List<Scalar> powers = List.of(Scalar.ONE, rho, rho2);
    G1Point target = G1Point.IDENTITY;
    Scalar value = Scalar.ZERO;
    Scalar blinding = Scalar.ZERO;
    for (int j = 0; j < 3; j++) {
      Scalar s = Scalar.random(secure);
      G1Point variable = pedersen.commit(values.get(j), s);
      target = curve.add(target, curve.msm(List.of(variable), List.of(powers.get(j))));
      value = value.add(values.get(j).multiply(powers.get(j)));
      blinding = blinding.add(s.multiply(powers.get(j)));
    }
    Claimed claimed =
        new Claimed(
            curve,
            List.of(first, second),
            List.of(
                new Form(new int[] {3, 250}, List.of(Scalar.ONE, rho)),
                new Form(new int[] {3}, List.of(rho2))),
            value,
            blinding,
            target);
    LinearProof proof = claimed.prove();
    assertEquals(Optional.empty(), claimed.verify(proof));
    assertEquals(898 + 96, proof.toBytes().length);
  }

  /** Columns with the same form cost nothing in length, however many. */
  @Test
  void equalFormsMerge() {
    List<OpenedColumn> columns = new ArrayList<>();
    List<Form> forms = new ArrayList<>();
    for (int b = 0; b < 30; b++) {
      columns.add(Claimed.column(curve, random, 8));
      forms.add(Form.sum(0, 1, 2, 3, 4, 5, 6, 7));
    }
    Claimed claimed = Claimed.of(curve, columns, forms, Scalar.ZERO);
    LinearProof proof = claimed.prove();
    assertEquals(Optional.empty(), claimed.verify(proof));
    assertEquals(0, proof.crossTerms().size());
    assertEquals(418, proof.toBytes().length);
    assertEquals(
        Pedersen.of(curve).commit(claimed.value(), Scalar.ZERO), claimed.target(), "a public sum");
  }

  /** A sum that is zero has the identity as its target. */
  @Test
  void sumOfNothingIsZero() {
    OpenedColumn column =
        Claimed.column(
            curve,
            List.of(Scalar.ZERO, Scalar.ZERO, Scalar.ONE),
            Scalar.random(new SecureRandom()));
    Claimed claimed = Claimed.of(curve, List.of(column), List.of(Form.sum(0, 1, 7)), Scalar.ZERO);
    assertEquals(G1Point.IDENTITY, claimed.target());
    assertEquals(Optional.empty(), claimed.verify(claimed.prove()));
  }

  /** Many proofs are checked at once, and the false one is found. */
  @Test
  void batch() {
    List<Equations> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Claimed claimed = Claimed.random(curve, random, 1 + i % 3, 20);
      LinearProof proof = claimed.prove();
      Equations equations = new Equations();
      G1Point to = i == 3 ? curve.add(claimed.target(), curve.g1()) : claimed.target();
      claimed.gather(equations, Claimed.transcript(), claimed.claims(), to, proof);
      all.add(equations);
    }
    List<Boolean> held =
        Equations.check(curve, new SecureRandom(), all).stream().map(Optional::isEmpty).toList();
    assertEquals(List.of(true, true, true, false, true), held);
  }

  /** Either backend verifies what the other one proved, from its bytes. */
  @Test
  void backendsAgree() throws Exception {
    List<Curve> both = BothBackends.all();
    for (int i = 0; i < 2; i++) {
      Claimed claimed = Claimed.random(both.get(i), random, 2, 16);
      Claimed other =
          new Claimed(
              both.get(1 - i),
              claimed.columns(),
              claimed.forms(),
              claimed.value(),
              claimed.blinding(),
              claimed.target());
      byte[] bytes = claimed.prove().toBytes();
      assertEquals(Optional.empty(), other.verify(LinearProof.parse(other.curve(), bytes)));
    }
  }

  /** The caller's transcript is the same for both afterwards, and depends on the proof. */
  @Test
  void transcriptGoesOn() {
    Claimed claimed = Claimed.random(curve, random, 2, 9);
    Transcript mine = Claimed.transcript();
    LinearProof proof = claimed.prove(mine);
    Transcript theirs = Claimed.transcript();
    Equations equations = new Equations();
    claimed.gather(equations, theirs, claimed.claims(), claimed.target(), proof);
    assertEquals(mine.challenge(), theirs.challenge());
  }

  @Test
  void proverRefusesWhatIsFalseOrDoesNotFit() {
    Claimed claimed = Claimed.random(curve, random, 2, 9);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            claimed
                .withTarget(claimed.value().add(Scalar.ONE), claimed.blinding(), claimed.target())
                .prove());
    assertThrows(
        IllegalArgumentException.class, () -> Claimed.of(curve, List.of(), List.of()).prove());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Claimed(
                    curve,
                    claimed.columns(),
                    claimed.forms().subList(0, 1),
                    claimed.value(),
                    claimed.blinding(),
                    claimed.target())
                .prove());
    assertThrows(
        IllegalArgumentException.class,
        () -> claimed.verify(Claimed.transcript(), List.of(), claimed.target(), claimed.prove()));
    for (int[] positions : new int[][] {{}, {-1}, {256}, {1, 1}, {2, 1}}) {
      assertThrows(IllegalArgumentException.class, () -> Form.sum(positions));
    }
    assertThrows(
        IllegalArgumentException.class, () -> new Form(new int[] {1, 2}, List.of(Scalar.ONE)));
    List<Scalar> none = List.of();
    assertThrows(
        IllegalArgumentException.class, () -> new OpenedColumn(curve.g1(), none, Scalar.ONE));
  }

  @Test
  void atMost256Forms() {
    OpenedColumn column = Claimed.column(curve, random, 8);
    List<OpenedColumn> columns = new ArrayList<>();
    List<Form> forms = new ArrayList<>();
    for (int b = 0; b < 257; b++) {
      columns.add(column);
      forms.add(new Form(new int[] {0}, List.of(Scalar.of(b))));
    }
    Claimed claimed = Claimed.of(curve, columns, forms);
    assertThrows(IllegalArgumentException.class, claimed::prove);
  }
}
