package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.curve.Curve;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A gateway's BBS issuer key, as a verifier pins it: together with the one log that it speaks for,
 * so that one trusted gateway can't make presentations in another's name.
 */
public final class TrustedIssuer {
  /** Length of a key in bytes. */
  public static final int KEY_LENGTH = BbsPublicKey.BYTES;

  /** Length of an id in bytes. */
  public static final int ID_LENGTH = 8;

  private final IssuerSuite suite;
  private final BbsPublicKey key;
  private final String origin;

  TrustedIssuer(IssuerSuite suite, BbsPublicKey key, String origin) {
    this.suite = suite;
    this.key = key;
    this.origin = origin;
  }

  /**
   * Reads a key of {@value #KEY_LENGTH} bytes, which must be in the subgroup.
   *
   * @param origin the name of the log whose records it signs
   * @throws IllegalArgumentException if it is not one
   */
  public static TrustedIssuer parse(IssuerSuite suite, byte[] key, String origin) {
    try {
      return new TrustedIssuer(suite, BbsPublicKey.parse(Curve.current(), key), origin);
    } catch (BbsRefusedException e) {
      throw new IllegalArgumentException("not a BBS public key", e);
    }
  }

  /** The ciphersuite it is used with. */
  public IssuerSuite suite() {
    return suite;
  }

  /** The key's bytes. */
  public byte[] encoded() {
    return key.toBytes();
  }

  /** The name of the log whose records it signs. */
  public String origin() {
    return origin;
  }

  BbsPublicKey key() {
    return key;
  }

  /** Names the key: the first 8 bytes of its tagged SHA-256. */
  public byte[] id() {
    byte[] tag =
        ("vitrine/1/issuer-key\0" + suite.bbs().id() + '\0').getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(Sha256.of(tag, key.toBytes()), ID_LENGTH);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrustedIssuer that
        && suite == that.suite
        && origin.equals(that.origin)
        && Arrays.equals(key.toBytes(), that.key.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(id());
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(id());
  }
}
