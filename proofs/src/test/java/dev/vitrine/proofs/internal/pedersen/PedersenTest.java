package dev.vitrine.proofs.internal.pedersen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One pair of generators for all, and commitments that add up. */
class PedersenTest {
  @Test
  void backendsHaveTheSameGenerators() {
    Pedersen first = Pedersen.of(Curve.nativeBackend());
    for (Curve curve : BothBackends.all()) {
      Pedersen pedersen = Pedersen.of(curve);
      assertSame(pedersen, Pedersen.of(curve));
      assertEquals(first.value(), pedersen.value());
      assertEquals(first.blinding(), pedersen.blinding());
      assertNotEquals(pedersen.value(), pedersen.blinding());
      assertNotEquals(pedersen.value(), curve.g1());
      assertNotEquals(pedersen.blinding(), curve.g1());
      assertFalse(pedersen.value().isIdentity());
    }
  }

  @Test
  void commitmentsAddUp() {
    Scalar v = Scalar.of(41);
    Scalar s = Scalar.of(7).invert();
    for (Curve curve : BothBackends.all()) {
      Pedersen pedersen = Pedersen.of(curve);
      G1Point one = pedersen.commit(v, s);
      assertEquals(curve.msm(List.of(pedersen.value(), pedersen.blinding()), List.of(v, s)), one);
      assertEquals(
          pedersen.commit(v.add(v), s.add(Scalar.ONE)),
          curve.add(one, pedersen.commit(v, Scalar.ONE)));
      assertNotEquals(one, pedersen.commit(v.add(Scalar.ONE), s));
      assertNotEquals(one, pedersen.commit(v, s.add(Scalar.ONE)));
    }
  }
}
