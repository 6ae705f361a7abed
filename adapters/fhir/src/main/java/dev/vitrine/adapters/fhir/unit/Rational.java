package dev.vitrine.adapters.fhir.unit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An exact fraction in lowest terms.
 *
 * @param over the numerator
 * @param under the denominator, positive
 */
record Rational(BigInteger over, BigInteger under) {
  static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);
  static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

  private static final BigInteger FIVE = BigInteger.valueOf(5);

  static Rational of(BigInteger over, BigInteger under) {
    BigInteger common = over.gcd(under);
    if (under.signum() < 0) {
      common = common.negate();
    }
    return new Rational(over.divide(common), under.divide(common));
  }

  static Rational of(BigDecimal value) {
    return value.scale() <= 0
        ? new Rational(value.toBigIntegerExact(), BigInteger.ONE)
        : of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
  }

  Rational times(Rational other) {
    return of(over.multiply(other.over), under.multiply(other.under));
  }

  Rational dividedBy(Rational other) {
    return of(over.multiply(other.under), under.multiply(other.over));
  }

  Rational plus(Rational other) {
    return of(
        over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
  }

  Rational minus(Rational other) {
    return plus(new Rational(other.over.negate(), other.under));
  }

  /** This to a power, which may be negative. */
  Rational power(int exponent) {
    BigInteger up = over.pow(Math.abs(exponent));
    BigInteger down = under.pow(Math.abs(exponent));
    return exponent < 0 ? of(down, up) : new Rational(up, down);
  }

  /** The decimal number it is; empty where its digits do not end. */
  Optional<BigDecimal> decimal() {
    int twos = under.getLowestSetBit();
    BigInteger left = under.shiftRight(twos);
    int fives = 0;
    while (left.signum() > 0 && left.mod(FIVE).signum() == 0) {
      left = left.divide(FIVE);
      fives++;
    }
    if (!left.equals(BigInteger.ONE)) {
      return Optional.empty();
    }
    int scale = Math.max(twos, fives);
    BigInteger whole = over.multiply(BigInteger.TEN.pow(scale)).divide(under);
    return Optional.of(new BigDecimal(whole, scale));
  }
}
