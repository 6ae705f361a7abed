package dev.vitrine.proofs.internal.curve;

import dev.vitrine.proofs.encoding.Sha256;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * expand_message of RFC 9380 §5.3: uniform bytes from a message and a domain separation tag, by
 * SHA-256 (XMD) or by SHAKE-256 (XOF).
 */
public enum HashSuite {
  /** expand_message_xmd with SHA-256. */
  SHA_256 {
    @Override
    public byte[] expand(byte[] message, byte[] dst, int length) {
      int blocks = (length + Sha256.LENGTH - 1) / Sha256.LENGTH;
      if (length < 1 || blocks > 255) {
        throw new IllegalArgumentException("expand_message_xmd gives 1 to 8160 bytes");
      }
      byte[] tag = dst.length > 255 ? Sha256.of(ascii("H2C-OVERSIZE-DST-"), dst) : dst;
      byte[] suffix = {(byte) tag.length};
      byte[] first = Sha256.of(new byte[64], message, twoBytes(length), new byte[1], tag, suffix);
      byte[] out = new byte[length];
      byte[] block = new byte[Sha256.LENGTH];
      for (int i = 1; i <= blocks; i++) {
        for (int j = 0; j < block.length; j++) {
          block[j] ^= first[j];
        }
        block = Sha256.of(block, new byte[] {(byte) i}, tag, suffix);
        int at = (i - 1) * Sha256.LENGTH;
        System.arraycopy(block, 0, out, at, Math.min(Sha256.LENGTH, length - at));
      }
      return out;
    }
  },

  /** expand_message_xof with SHAKE-256, for a security level of 128 bits. */
  SHAKE_256 {
    @Override
    public byte[] expand(byte[] message, byte[] dst, int length) {
      if (length < 1 || length > 0xffff) {
        throw new IllegalArgumentException("expand_message_xof gives 1 to 65535 bytes");
      }
      byte[] tag = dst;
      if (dst.length > 255) {
        tag = new byte[32];
        absorb(ascii("H2C-OVERSIZE-DST-"), dst).doFinal(tag, 0, tag.length);
      }
      byte[] out = new byte[length];
      absorb(message, twoBytes(length), tag, new byte[] {(byte) tag.length})
          .doFinal(out, 0, length);
      return out;
    }
  };

  /**
   * {@code length} uniform bytes from {@code message} under the tag {@code dst}; a tag of more than
   * 255 bytes is hashed first.
   *
   * @throws IllegalArgumentException if the length is not one the expander gives
   */
  public abstract byte[] expand(byte[] message, byte[] dst, int length);

  /** hash_to_scalar as the BBS draft has it: 48 expanded bytes reduced modulo r. */
  public Scalar hashToScalar(byte[] message, byte[] dst) {
    return Scalar.reduceWide(expand(message, dst, Scalar.WIDE_BYTES));
  }

  private static SHAKEDigest absorb(byte[]... parts) {
    SHAKEDigest digest = new SHAKEDigest(256);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    return digest;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] twoBytes(int value) {
    return new byte[] {(byte) (value >>> 8), (byte) value};
  }
}
