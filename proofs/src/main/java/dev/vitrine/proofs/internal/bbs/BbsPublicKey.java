package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G2Point;

/** A signer's public key: a point of G2 that is not the identity; 96 bytes. Immutable. */
public final class BbsPublicKey {
  /** Length of the encoding in bytes. */
  public static final int BYTES = G2Point.BYTES;

  private final G2Point point;
  private final byte[] encoded;

  BbsPublicKey(G2Point point) {
    this.point = point;
    this.encoded = point.toBytes();
  }

  /**
   * octets_to_pubkey (§4.2.4.6).
   *
   * @throws BbsRefusedException if it is not a canonical, non-identity point of G2; step {@link
   *     BbsStep#PUBLIC_KEY}
   */
  public static BbsPublicKey parse(Curve curve, byte[] encoded) throws BbsRefusedException {
    try {
      return new BbsPublicKey(curve.parseG2NotIdentity(encoded));
    } catch (CurveException e) {
      throw new BbsRefusedException(BbsStep.PUBLIC_KEY, "public key", e);
    }
  }

  /** The encoding. */
  public byte[] toBytes() {
    return encoded.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BbsPublicKey that && point.equals(that.point);
  }

  @Override
  public int hashCode() {
    return point.hashCode();
  }

  @Override
  public String toString() {
    return "BbsPublicKey";
  }

  G2Point point() {
    return point;
  }

  byte[] encoded() {
    return encoded;
  }
}
