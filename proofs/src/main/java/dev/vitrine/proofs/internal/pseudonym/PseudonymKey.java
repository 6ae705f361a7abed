package dev.vitrine.proofs.internal.pseudonym;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A gateway's secret k, with which it names subjects; 32 bytes. Whoever holds it can try out values
 * and tie names together, so it is as confidential as the values are. It lasts: with another key
 * all names are others. {@link #toString} shows the public part only.
 */
public final class PseudonymKey {
  /** Length of a secret key in bytes. */
  public static final int BYTES = Scalar.BYTES;

  private final Curve curve;
  private final Scalar secret;
  private final Public publicKey;

  private PseudonymKey(Curve curve, Scalar secret) {
    this.curve = curve;
    this.secret = secret;
    this.publicKey = new Public(curve.multiply(PseudonymBase.ofKeys(curve), secret));
  }

  /** A fresh key. */
  public static PseudonymKey random(Curve curve, SecureRandom random) {
    Scalar secret;
    do {
      secret = Scalar.random(random);
    } while (secret.isZero());
    return new PseudonymKey(curve, secret);
  }

  /**
   * The key with this secret part.
   *
   * @param secret 32 bytes, as {@link #secret} gives them
   * @throws IllegalArgumentException if it is not canonical, or zero
   */
  public static PseudonymKey of(Curve curve, byte[] secret) {
    try {
      Scalar scalar = Scalar.parse(secret);
      if (scalar.isZero()) {
        throw new IllegalArgumentException("a pseudonym key is not zero");
      }
      return new PseudonymKey(curve, scalar);
    } catch (CurveException e) {
      throw new IllegalArgumentException("not a pseudonym key", e);
    }
  }

  /** The secret part, 32 bytes: to be stored safely. */
  public byte[] secret() {
    return secret.toBytes();
  }

  /** The public part, K = k·Yk, for verifiers to pin. */
  public Public publicKey() {
    return publicKey;
  }

  /**
   * The name {@code N = (1/(k + x))·B}, in constant time on the native backend.
   *
   * @param base B, see {@link PseudonymBase}
   * @param value the scalar x of the subject's slot; not zero, which is nobody
   * @throws IllegalArgumentException for zero
   */
  public G1Point name(G1Point base, Scalar value) {
    if (value.isZero()) {
      throw new IllegalArgumentException("an absent value has no name");
    }
    Scalar sum = secret.add(value);
    if (sum.isZero()) {
      throw new IllegalStateException("key and value cancel: as likely as guessing the key");
    }
    return curve.multiply(base, sum.invert());
  }

  /** k as the witness of a relation: a secret. */
  public Scalar witness() {
    return secret;
  }

  @Override
  public String toString() {
    return "PseudonymKey[" + publicKey + "]";
  }

  /**
   * The public part.
   *
   * @param point K, not the identity
   */
  public record Public(G1Point point) {
    /** Length of the encoding in bytes. */
    public static final int BYTES = G1Point.BYTES;

    /** Length of an id in bytes. */
    public static final int ID_LENGTH = 8;

    /** Checks. */
    public Public {
      if (point.isIdentity()) {
        throw new IllegalArgumentException("a pseudonym key is not the identity");
      }
    }

    /**
     * Reads a key of 48 bytes.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Public parse(Curve curve, byte[] encoded) {
      try {
        return new Public(curve.parseG1NotIdentity(encoded));
      } catch (CurveException e) {
        throw new IllegalArgumentException("not a public pseudonym key", e);
      }
    }

    /** The encoding, 48 bytes. */
    public byte[] toBytes() {
      return point.toBytes();
    }

    /** Names the key: the first 8 bytes of its tagged SHA-256. */
    public byte[] id() {
      byte[] tag = "vitrine/1/pseudonym-key\0".getBytes(StandardCharsets.US_ASCII);
      return Arrays.copyOf(Sha256.of(tag, toBytes()), ID_LENGTH);
    }

    @Override
    public String toString() {
      return HexFormat.of().formatHex(id());
    }
  }
}
