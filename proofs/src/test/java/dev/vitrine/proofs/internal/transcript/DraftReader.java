package dev.vitrine.proofs.internal.transcript;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deserialization of draft-irtf-cfrg-fiat-shamir-03 §6.2. Our proofs travel in CBOR, so only the
 * published vectors need this.
 */
final class DraftReader {
  /** Input that must be refused. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  private final byte[] in;
  private int at;

  DraftReader(byte[] in) {
    this.in = in.clone();
  }

  byte[] varLenString() throws Refused {
    BigInteger length = little(take(BigInteger.valueOf(4)));
    return take(length);
  }

  BigInteger uint(BigInteger modulus) throws Refused {
    BigInteger value = little(take(BigInteger.valueOf(Codec.length(modulus))));
    if (value.compareTo(modulus) >= 0) {
      throw new Refused("not below the modulus");
    }
    return value;
  }

  List<BigInteger> field(BigInteger prime, int degree) throws Refused {
    BigInteger[] coordinates = new BigInteger[degree];
    for (int i = 0; i < degree; i++) {
      coordinates[i] = uint(prime);
    }
    return Stream.of(coordinates).toList();
  }

  void end() throws Refused {
    if (at != in.length) {
      throw new Refused("bytes are left over");
    }
  }

  static BigInteger little(byte[] bytes) {
    BigInteger value = BigInteger.ZERO;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = value.shiftLeft(8).or(BigInteger.valueOf(bytes[i] & 0xff));
    }
    return value;
  }

  private byte[] take(BigInteger length) throws Refused {
    if (length.compareTo(BigInteger.valueOf(in.length - at)) > 0) {
      throw new Refused("input ends early");
    }
    byte[] taken = Arrays.copyOfRange(in, at, at + length.intValueExact());
    at += taken.length;
    return taken;
  }
}
