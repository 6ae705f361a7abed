package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.curve.Curve;

/**
 * A gateway's BBS key, with which it vouches for records in private presentations. Whoever holds it
 * can present anything as a record of the gateway's log. {@link #toString} shows nothing of it.
 */
public final class IssuerKey {
  /** The fewest bytes that a key can be made from. */
  public static final int MIN_MATERIAL = 32;

  private final IssuerSuite suite;
  private final BbsSecretKey key;
  private final BbsPublicKey publicKey;

  private IssuerKey(IssuerSuite suite, BbsSecretKey key) {
    this.suite = suite;
    this.key = key;
    this.publicKey = key.publicKey(Curve.current());
  }

  /**
   * The key made from secret material (KeyGen, §3.4.1); the same material gives the same key.
   *
   * @param material at least {@value #MIN_MATERIAL} bytes of high entropy
   */
  public static IssuerKey generate(IssuerSuite suite, byte[] material) {
    return new IssuerKey(suite, BbsSecretKey.generate(suite.bbs(), material, new byte[0]));
  }

  /** The public part, as the key of the log {@code origin}. */
  public TrustedIssuer trusted(String origin) {
    return new TrustedIssuer(suite, publicKey, origin);
  }

  IssuerSuite suite() {
    return suite;
  }

  BbsSecretKey key() {
    return key;
  }

  BbsPublicKey publicKey() {
    return publicKey;
  }

  @Override
  public String toString() {
    return "IssuerKey[secret]";
  }
}
