package dev.vitrine.proofs.set;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.record.SlotKind;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The elements of a set as scalars, ascending, each once. Zero stands for an absent value and so is
 * none. Immutable.
 */
public final class SetElements {
  private static final byte[] TAG = "vitrine/1/set-elements\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_TEXT = 1 << 16;

  private final SlotKind kind;
  private final BigInteger top;
  private final byte[][] sorted;

  private SetElements(SlotKind kind, BigInteger top, List<byte[]> elements) {
    if (elements.size() > SetDescriptor.MAX_ELEMENTS) {
      throw new IllegalArgumentException(
          "a set has at most " + SetDescriptor.MAX_ELEMENTS + " elements");
    }
    this.kind = kind;
    this.top = top;
    byte[][] all = elements.toArray(byte[][]::new);
    Arrays.sort(all, Arrays::compareUnsigned);
    int kept = 0;
    for (int i = 0; i < all.length; i++) {
      if (kept == 0 || !Arrays.equals(all[kept - 1], all[i])) {
        all[kept++] = all[i];
      }
    }
    this.sorted = Arrays.copyOf(all, kept);
  }

  /**
   * Values of an INT slot as it encodes them (see {@link dev.vitrine.proofs.record.Slot#encode}).
   *
   * @param bits the slot's length: gaps reach up to 2^bits − 1
   * @param values taken as unsigned; those that occur twice count once
   * @throws IllegalArgumentException if one is 0, which stands for absent, or longer than bits, or
   *     there are more than 10^6
   */
  public static SetElements integers(int bits, LongStream values) {
    if (bits < 1 || bits > Long.SIZE) {
      throw new IllegalArgumentException("bits must be 1 to 64");
    }
    List<byte[]> elements = new ArrayList<>();
    values
        .limit(SetDescriptor.MAX_ELEMENTS + 1L)
        .forEach(
            value -> {
              if (value == 0 || (bits < Long.SIZE && value >>> bits != 0)) {
                throw new IllegalArgumentException("an element must be 1 to 2^bits - 1");
              }
              elements.add(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
            });
    BigInteger top = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    return new SetElements(SlotKind.INT, top, elements);
  }

  /**
   * Values of a TEXT slot.
   *
   * @param values at most 65536 bytes each in UTF-8; those that occur twice count once
   * @throws IllegalArgumentException if one is longer, or there are more than 10^6
   */
  public static SetElements texts(Collection<String> values) {
    if (values.size() > SetDescriptor.MAX_ELEMENTS) {
      throw new IllegalArgumentException(
          "a set has at most " + SetDescriptor.MAX_ELEMENTS + " elements");
    }
    List<byte[]> elements = new ArrayList<>(values.size());
    for (String value : values) {
      elements.add(text(value).toBytes());
    }
    return new SetElements(SlotKind.TEXT, topOf(SlotKind.TEXT), elements);
  }

  static Scalar text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > MAX_TEXT) {
      throw new IllegalArgumentException("a text element has at most 65536 bytes");
    }
    return SlotScalar.of(SlotKind.TEXT, utf8);
  }

  /** INT or TEXT. */
  public SlotKind kind() {
    return kind;
  }

  /** How many there are, each counted once. */
  public int size() {
    return sorted.length;
  }

  /** The last number that a gap can hold. */
  BigInteger top() {
    return top;
  }

  byte[] encoded(int index) {
    return sorted[index].clone();
  }

  BigInteger number(int index) {
    return new BigInteger(1, sorted[index]);
  }

  byte[] digest() {
    MessageDigest digest = newDigest();
    for (byte[] element : sorted) {
      digest.update(element);
    }
    return digest.digest();
  }

  /** A digest to which all elements are to be given, ascending. */
  static MessageDigest newDigest() {
    MessageDigest digest = Sha256.shared();
    digest.update(TAG);
    return digest;
  }

  /** How many bytes a number of this kind has in a file. */
  static int width(SlotKind kind) {
    return kind == SlotKind.INT ? Long.BYTES : Scalar.BYTES;
  }

  /** The largest number of this kind at all. */
  static BigInteger topOf(SlotKind kind) {
    BigInteger end = kind == SlotKind.INT ? BigInteger.ONE.shiftLeft(Long.SIZE) : Scalar.ORDER;
    return end.subtract(BigInteger.ONE);
  }
}
