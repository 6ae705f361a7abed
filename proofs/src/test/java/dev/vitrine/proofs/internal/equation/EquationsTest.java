package dev.vitrine.proofs.internal.equation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.FixedBases;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.G2Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** True equations hold together; a false one is found, whatever stands beside it. */
class EquationsTest {
  private final SecureRandom random = new SecureRandom();
  private final Curve curve = Curve.nativeBackend();

  @Test
  void nothingToCheckHolds() {
    assertEquals("", step(curve, new Equations()));
    assertEquals(List.of(), Equations.check(curve, random, List.of()));
  }

  @Test
  void namesTheFirstThatDoesNotHold() {
    for (Curve each : BothBackends.all()) {
      assertEquals("", step(each, equations(each, -1)));
      for (int wrong = 0; wrong < 4; wrong++) {
        assertEquals("step " + wrong, step(each, equations(each, wrong)));
      }
    }
  }

  /** Two errors that cancel in a plain sum do not under random weights. */
  @Test
  void errorsDoNotCancel() {
    Equations equations = new Equations();
    equations.linear("one", "").plus(Scalar.of(3), curve.g1()).minus(Scalar.of(2), curve.g1());
    equations.linear("two", "").plus(Scalar.of(2), curve.g1()).minus(Scalar.of(3), curve.g1());
    assertEquals("one", step(curve, equations));
    Equations pairings = new Equations();
    G1Point p = point(curve, 5);
    pairings.pairing("one", "", p, curve.g2(), curve.g1(), curve.g2());
    pairings.pairing("two", "", curve.g1(), curve.g2(), p, curve.g2());
    assertEquals("one", step(curve, pairings));
    // nor do those of a linear equation and of a pairing, which are added to different sums
    Equations both = new Equations();
    both.linear("one", "").plus(Scalar.of(4), curve.g1());
    both.pairing("two", "", curve.g1(), curve.g2(), p, curve.g2());
    assertEquals("one", step(curve, both));
  }

  @Test
  void refusalIsFoundLikeAnyOther() {
    Equations equations = equations(curve, -1);
    equations.refuse("form", "of the wrong form");
    assertEquals("form", step(curve, equations));
    Equations after = new Equations();
    after.refuse("form", "of the wrong form");
    after.linear("later", "").plus(Scalar.ONE, curve.g1());
    assertEquals("form", step(curve, after));
  }

  @Test
  void findsEveryFalseProofOfMany() {
    for (int count : new int[] {1, 2, 3, 8, 13}) {
      List<Equations> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(equations(curve, i % 5 == 2 ? i % 4 : -1));
      }
      all.get(count - 1).refuse("form", "of the wrong form");
      List<Optional<Failure>> found = Equations.check(curve, random, all);
      assertEquals(count, found.size());
      for (int i = 0; i < count; i++) {
        String last = i == count - 1 ? "form" : "";
        String expected = i % 5 == 2 ? "step " + i % 4 : last;
        assertEquals(expected, found.get(i).map(Failure::step).orElse(""), i + " of " + count);
      }
    }
  }

  /** Families of different kinds and sizes, whole and in part, beside points of their own. */
  @Test
  void familiesStandForTheirPoints() {
    List<G1Point> points = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      points.add(point(curve, i));
    }
    for (FixedBases family :
        List.of(
            curve.fixedBases(points), curve.fixedBases(points, 6), curve.combBases(points, 2))) {
      for (int used : new int[] {0, 1, 2, 19, 20}) {
        List<Scalar> factors = new ArrayList<>();
        Scalar sum = Scalar.ZERO;
        for (int i = 0; i < used; i++) {
          Scalar factor = i % 3 == 1 ? Scalar.ZERO : Scalar.random(random);
          factors.add(factor);
          sum = sum.add(factor.multiply(Scalar.of(i + 1)));
        }
        Equations right = new Equations();
        right
            .linear("first", "")
            .plus(family, List.of())
            .plus(family, factors)
            .minus(sum, curve.g1());
        right
            .linear("twice", "")
            .plus(family, factors)
            .plus(family, factors)
            .minus(sum.add(sum), curve.g1());
        assertEquals("", step(curve, right));
        right.linear("wrong", "").plus(family, factors).minus(sum.add(Scalar.ONE), curve.g1());
        assertEquals("wrong", step(curve, right));
      }
    }
  }

  /** Two linear equations and two pairings; the one of number {@code wrong} is false. */
  private static Equations equations(Curve curve, int wrong) {
    Equations equations = new Equations();
    G2Point fiveTimes = curve.multiply(curve.g2(), Scalar.of(5));
    for (int i = 0; i < 2; i++) {
      equations
          .linear("step " + i, "it is false")
          .plus(Scalar.of(7), point(curve, 3 + i))
          .minus(Scalar.of(wrong == i ? 22 : 21 + 7L * i), curve.g1());
    }
    for (int i = 2; i < 4; i++) {
      G1Point left = point(curve, wrong == i ? 6 : 5);
      equations.pairing("step " + i, "it is false", left, curve.g2(), curve.g1(), fiveTimes);
    }
    return equations;
  }

  private static G1Point point(Curve curve, long k) {
    return curve.multiply(curve.g1(), Scalar.of(k));
  }

  private String step(Curve on, Equations equations) {
    return equations.check(on, random).map(Failure::step).orElse("");
  }
}
