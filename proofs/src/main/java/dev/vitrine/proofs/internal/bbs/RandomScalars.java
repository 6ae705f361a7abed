package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.curve.Scalar;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a proof's blinding scalars come from. Every draw must be fresh, uniform and secret: with
 * predictable or repeated scalars a proof gives away the hidden messages and the signature.
 */
@FunctionalInterface
public interface RandomScalars {
  /** {@code count} scalars, none drawn before. */
  List<Scalar> draw(int count);

  /** Scalars from a secure generator; what everything but published vectors uses. */
  static RandomScalars from(SecureRandom random) {
    return count -> {
      List<Scalar> scalars = new ArrayList<>(count);
      while (scalars.size() < count) {
        Scalar scalar = Scalar.random(random);
        if (!scalar.isZero()) {
          scalars.add(scalar);
        }
      }
      return scalars;
    };
  }
}
