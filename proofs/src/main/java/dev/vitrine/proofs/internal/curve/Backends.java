package dev.vitrine.proofs.internal.curve;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which backend a process uses, decided at first use. */
final class Backends {
  private static final String PROPERTY = "vitrine.curve";

  private Backends() {}

  static Curve current() {
    return Chosen.CURVE;
  }

  static Curve javaCurve() {
    return PureJava.CURVE;
  }

  static Curve nativeCurve() {
    Curve curve = Native.CURVE;
    if (curve == null) {
      throw new IllegalStateException("the native library blst can't be used: " + Native.WHY_NOT);
    }
    return curve;
  }

  static Curve choose(String wanted) {
    return switch (wanted.toLowerCase(Locale.ROOT)) {
      case "native" -> nativeCurve();
      case "java" -> javaCurve();
      case "" -> {
        Curve curve = Native.CURVE;
        if (curve != null) {
          yield curve;
        }
        System.getLogger(Curve.class.getName())
            .log(
                System.Logger.Level.WARNING,
                "pure-Java BLS12-381 in use, which is far slower: " + Native.WHY_NOT);
        yield javaCurve();
      }
      default ->
          throw new IllegalStateException(
              "system property " + PROPERTY + " must be native or java, or not be set");
    };
  }

  /** Doubles the generator and pairs: wrong structure sizes or a wrong build show here. */
  static boolean answersRight(Curve curve) {
    G1Point g1 = curve.g1();
    G1Point twice = curve.multiply(g1, Scalar.of(2));
    return twice.equals(curve.add(g1, g1))
        && twice.equals(curve.msm(List.of(g1, g1), List.of(Scalar.ONE, Scalar.ONE)))
        && curve.pairingsCancel(
            List.of(twice, g1.negate()),
            List.of(curve.g2(), curve.multiply(curve.g2(), Scalar.of(2))))
        && !curve.pairingsCancel(List.of(twice), List.of(curve.g2()));
  }

  private static final class Chosen {
    static final Curve CURVE = choose(System.getProperty(PROPERTY, ""));
  }

  private static final class PureJava {
    static final Curve CURVE = new Curve(new JavaBackend());
  }

  private static final class Native {
    static final @Nullable Curve CURVE;
    static final String WHY_NOT;

    static {
      Curve curve = null;
      String whyNot = "";
      try {
        Curve candidate = new Curve(new NativeBackend());
        if (answersRight(candidate)) {
          curve = candidate;
        } else {
          whyNot = "it gives a wrong known answer";
        }
      } catch (LinkageError | IllegalStateException e) {
        whyNot = String.valueOf(e.getMessage());
      }
      CURVE = curve;
      WHY_NOT = whyNot;
    }
  }
}
