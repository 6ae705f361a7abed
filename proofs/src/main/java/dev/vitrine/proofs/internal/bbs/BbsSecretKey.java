package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;

/**
 * A signer's secret key: a non-zero scalar; 32 bytes.
 *
 * <p>Compared in constant time, never shown, and wiped by {@link #destroy}, after which every use
 * throws {@link IllegalStateException}. Scalars made from it while signing live on the heap until
 * they are collected: that is as far as Java goes.
 */
public final class BbsSecretKey implements Destroyable {
  /** Length of the encoding in bytes. */
  public static final int BYTES = Scalar.BYTES;

  private static final int MINIMUM_MATERIAL = 32;
  private static final int MAXIMUM_INFO = 0xffff;

  private final byte[] encoded;
  private boolean destroyed;

  private BbsSecretKey(Scalar scalar) {
    this.encoded = scalar.toBytes();
  }

  /** A key straight from a secure generator. */
  public static BbsSecretKey random(SecureRandom random) {
    return new BbsSecretKey(RandomScalars.from(random).draw(1).get(0));
  }

  /**
   * KeyGen (§3.4.1) with the suite's standard tag.
   *
   * @param material at least 32 secret bytes of high entropy
   * @param info at most 65535 bytes
   * @throws IllegalArgumentException if a length is not allowed
   */
  public static BbsSecretKey generate(BbsSuite suite, byte[] material, byte[] info) {
    if (material.length < MINIMUM_MATERIAL || info.length > MAXIMUM_INFO) {
      throw new IllegalArgumentException(
          "key material must be at least 32 bytes and key info at most 65535");
    }
    byte[] dst =
        new Octets().bytes(suite.standardApiId()).bytes(ascii("KEYGEN_DST_")).toByteArray();
    Octets input = new Octets().bytes(material).integer(info.length, 2).bytes(info);
    byte[] octets = input.toByteArray();
    Scalar scalar = suite.hash().hashToScalar(octets, dst);
    Arrays.fill(octets, (byte) 0);
    input.wipe();
    if (scalar.isZero()) {
      throw new IllegalArgumentException("key material gives the zero key");
    }
    return new BbsSecretKey(scalar);
  }

  /**
   * Parses the 32-byte encoding.
   *
   * @throws BbsRefusedException if it is not canonical or zero; step {@link BbsStep#SECRET_KEY}
   */
  public static BbsSecretKey parse(byte[] encoded) throws BbsRefusedException {
    try {
      Scalar scalar = Scalar.parse(encoded);
      if (scalar.isZero()) {
        throw new BbsRefusedException(BbsStep.SECRET_KEY, "secret key is zero");
      }
      return new BbsSecretKey(scalar);
    } catch (CurveException e) {
      throw new BbsRefusedException(BbsStep.SECRET_KEY, "secret key", e);
    }
  }

  /** The encoding: a secret, for the caller to wipe. */
  public byte[] toBytes() {
    synchronized (encoded) {
      if (destroyed) {
        throw new IllegalStateException("the key was destroyed");
      }
      return encoded.clone();
    }
  }

  /** SkToPk (§3.4.2). */
  public BbsPublicKey publicKey(Curve curve) {
    return new BbsPublicKey(curve.multiply(curve.g2(), scalar()));
  }

  @Override
  public void destroy() {
    synchronized (encoded) {
      Arrays.fill(encoded, (byte) 0);
      destroyed = true;
    }
  }

  @Override
  public boolean isDestroyed() {
    synchronized (encoded) {
      return destroyed;
    }
  }

  /** Equality in constant time; a destroyed key equals only itself. */
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof BbsSecretKey that
        && !isDestroyed()
        && !that.isDestroyed()
        && MessageDigest.isEqual(toBytes(), that.toBytes());
  }

  /** The same for all keys: a hash would say something of the key. */
  @Override
  public int hashCode() {
    return BbsSecretKey.class.hashCode();
  }

  @Override
  public String toString() {
    return "BbsSecretKey[hidden]";
  }

  Scalar scalar() {
    byte[] bytes = toBytes();
    try {
      return Scalar.parse(bytes);
    } catch (CurveException e) {
      throw new IllegalStateException("a key's own encoding is canonical", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
