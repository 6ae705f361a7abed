package dev.vitrine.proofs.set;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The ranges without elements that cover, with the elements, all numbers from 1 to a set's top:
 * none holds zero, and none is longer than the descriptor's bits allow.
 */
final class Gaps implements Iterator<Gaps.Gap> {
  /** What lies between elements, both ends included. */
  record Gap(BigInteger first, BigInteger last) {}

  /** Lengths whose two range proofs fill a power of two, or nearly. */
  private static final int[] LENGTHS = {8, 16, 32, 64, 128, SetDescriptor.MAX_GAP_BITS};

  private static final int SPARE = 16;

  private final SetElements elements;
  private final BigInteger length;
  private int index;
  private BigInteger next = BigInteger.ONE;

  Gaps(SetElements elements, int bits) {
    this.elements = elements;
    this.length = BigInteger.ONE.shiftLeft(bits);
    skipElements();
  }

  /** The shortest length that cuts gaps into not many more pieces than there are elements. */
  static int bits(SetElements elements) {
    for (int bits : LENGTHS) {
      if (count(elements, bits, most(elements.size())) <= most(elements.size())) {
        return bits;
      }
    }
    return SetDescriptor.MAX_GAP_BITS;
  }

  /** The most gaps that a set of so many elements is cut into. */
  static long most(int elements) {
    return 2L * (elements + 1) + SPARE;
  }

  /** How many gaps there are; stops counting above {@code enough}. */
  static long count(SetElements elements, int bits, long enough) {
    BigInteger pieces = BigInteger.ZERO;
    BigInteger from = BigInteger.ONE;
    for (int i = 0; i <= elements.size(); i++) {
      BigInteger end =
          i < elements.size() ? elements.number(i) : elements.top().add(BigInteger.ONE);
      BigInteger length = end.subtract(from);
      if (length.signum() > 0) {
        pieces = pieces.add(length.subtract(BigInteger.ONE).shiftRight(bits)).add(BigInteger.ONE);
      }
      if (pieces.bitLength() > 62 || pieces.longValueExact() > enough) {
        return Long.MAX_VALUE;
      }
      from = end.add(BigInteger.ONE);
    }
    return pieces.longValueExact();
  }

  @Override
  public boolean hasNext() {
    return next.compareTo(elements.top()) <= 0;
  }

  @Override
  public Gap next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    BigInteger end =
        index < elements.size() ? elements.number(index) : elements.top().add(BigInteger.ONE);
    Gap gap = new Gap(next, next.add(length).min(end).subtract(BigInteger.ONE));
    next = gap.last().add(BigInteger.ONE);
    skipElements();
    return gap;
  }

  private void skipElements() {
    while (index < elements.size() && elements.number(index).equals(next)) {
      index++;
      next = next.add(BigInteger.ONE);
    }
  }
}
