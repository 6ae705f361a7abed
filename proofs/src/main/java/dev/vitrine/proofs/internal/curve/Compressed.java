package dev.vitrine.proofs.internal.curve;

import java.math.BigInteger;

/**
 * What can be said of a compressed encoding before any curve arithmetic: its length, its three flag
 * bits, the one form of the identity, and coordinates below p. Both backends stand behind this one
 * check, so they refuse the same bytes for the same reason.
 */
final class Compressed {
  static final int COMPRESSED = 0x80;
  static final int INFINITY = 0x40;
  static final int LARGER_Y = 0x20;

  private Compressed() {}

  /** Whether {@code encoded} is the identity; refuses what is not canonical. */
  static boolean isIdentity(String what, byte[] encoded, int length) throws CurveException {
    if (encoded.length != length) {
      throw new CurveException(what, CurveException.Reason.LENGTH);
    }
    int flags = encoded[0] & 0xe0;
    if ((flags & COMPRESSED) == 0) {
      throw new CurveException(what, CurveException.Reason.ENCODING);
    }
    if ((flags & INFINITY) != 0) {
      int rest = (flags & LARGER_Y) | (encoded[0] & 0x1f);
      for (int i = 1; i < length; i++) {
        rest |= encoded[i];
      }
      if (rest != 0) {
        throw new CurveException(what, CurveException.Reason.ENCODING);
      }
      return true;
    }
    for (int at = 0; at < length; at += BaseField.BYTES) {
      if (coordinate(encoded, at).compareTo(BaseField.P) >= 0) {
        throw new CurveException(what, CurveException.Reason.ENCODING);
      }
    }
    return false;
  }

  static boolean largerY(byte[] encoded) {
    return (encoded[0] & LARGER_Y) != 0;
  }

  /** The coordinate at {@code offset}, without the flags. */
  static BigInteger coordinate(byte[] encoded, int offset) {
    byte[] bytes = new byte[BaseField.BYTES];
    System.arraycopy(encoded, offset, bytes, 0, bytes.length);
    if (offset == 0) {
      bytes[0] &= 0x1f;
    }
    return new BigInteger(1, bytes);
  }
}
