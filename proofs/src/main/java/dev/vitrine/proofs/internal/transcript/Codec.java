package dev.vitrine.proofs.internal.transcript;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How messages become bytes for the sponge and squeezed bytes become challenges
 * (draft-irtf-cfrg-fiat-shamir-03 §4, §5.1, §6.1). Integers are little-endian here, as the draft
 * has it; points and scalars of BLS12-381 keep their own big-endian encodings (§6.1.4, §6.1.5). Not
 * for secrets.
 */
final class Codec {
  /** Bytes squeezed beyond a modulus' own length, which bound the bias by 2^-128. */
  static final int EXTRA_BYTES = 16;

  private static final int LENGTH_BYTES = 4;
  private static final byte[] SESSION_TAG =
      "irtf-cfrg-fiat-shamir/session-id".getBytes(StandardCharsets.US_ASCII);

  private Codec() {}

  /** DeriveSessionID: 32 bytes for a tag of any length. */
  static byte[] sessionId(byte[] tag) {
    DuplexSponge sponge = new DuplexSponge(SESSION_TAG);
    sponge.absorb(tag);
    return sponge.squeeze(DuplexSponge.SESSION_BYTES);
  }

  /** SerializeVarLenString: the length in 4 bytes, then the bytes. */
  static byte[] varLenString(byte[] data) {
    byte[] out = new byte[LENGTH_BYTES + data.length];
    int length = data.length;
    for (int i = 0; i < LENGTH_BYTES; i++) {
      out[i] = (byte) (length >>> (8 * i));
    }
    System.arraycopy(data, 0, out, LENGTH_BYTES, data.length);
    return out;
  }

  /**
   * SerializeUint: an integer below {@code modulus} in as many bytes as the modulus needs.
   *
   * @throws IllegalArgumentException if it is not from 0 to below the modulus
   */
  static byte[] uint(BigInteger value, BigInteger modulus) {
    if (value.signum() < 0 || value.compareTo(modulus) >= 0) {
      throw new IllegalArgumentException("integer is not below its modulus");
    }
    byte[] bigEndian = value.toByteArray();
    byte[] out = new byte[length(modulus)];
    for (int i = 0; i < Math.min(out.length, bigEndian.length); i++) {
      out[i] = bigEndian[bigEndian.length - 1 - i];
    }
    return out;
  }

  /**
   * DecodeUint: uniform bytes as an integer modulo {@code modulus}, with a bias of at most 2^-128.
   *
   * @throws IllegalArgumentException if there are not 16 bytes more than the modulus needs
   */
  static BigInteger decodeUint(byte[] uniform, BigInteger modulus) {
    if (uniform.length != length(modulus) + EXTRA_BYTES) {
      throw new IllegalArgumentException("a challenge is decoded from 16 bytes more than it has");
    }
    byte[] bigEndian = uniform.clone();
    reverse(bigEndian);
    return new BigInteger(1, bigEndian).mod(modulus);
  }

  /** The smallest number of bytes in which every integer below {@code modulus} can be written. */
  static int length(BigInteger modulus) {
    return (modulus.subtract(BigInteger.ONE).bitLength() + 7) / 8;
  }

  private static void reverse(byte[] bytes) {
    byte[] copy = Arrays.copyOf(bytes, bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = copy[bytes.length - 1 - i];
    }
  }
}
