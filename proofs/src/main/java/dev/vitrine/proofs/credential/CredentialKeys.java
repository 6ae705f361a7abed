package dev.vitrine.proofs.credential;

import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.bbs.BbsSuite;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.jose.Es256;
import java.nio.charset.StandardCharsets;

/**
 * An issuer's secret keys for credentials, of which each signs nothing else. Shows nothing of
 * itself.
 */
public final class CredentialKeys {
  /** Length of the secret material in bytes. */
  public static final int LENGTH = 32;

  private static final byte[] BBS_INFO =
      "vitrine/1/credential-bbs-2023".getBytes(StandardCharsets.US_ASCII);

  private final BbsSecretKey bbs;
  private final Es256.SecretKey es256;
  private final CredentialIssuer issuer;

  /**
   * Derives both keys; the same material gives the same keys for ever.
   *
   * @param material 32 secret bytes of full entropy
   * @param id the issuer's https URL
   * @param log the log whose records it speaks of
   */
  public CredentialKeys(byte[] material, String id, String log) {
    if (material.length != LENGTH) {
      throw new IllegalArgumentException("key material has 32 bytes");
    }
    this.bbs = BbsSecretKey.generate(BbsSuite.SHA_256, material, BBS_INFO);
    this.es256 = Es256.SecretKey.derive(material);
    this.issuer = new CredentialIssuer(id, bbs.publicKey(Curve.current()), es256.publicKey(), log);
  }

  /** The public side. */
  public CredentialIssuer issuer() {
    return issuer;
  }

  BbsSecretKey bbs() {
    return bbs;
  }

  Es256.SecretKey es256() {
    return es256;
  }

  @Override
  public String toString() {
    return "CredentialKeys[" + issuer.id() + "]";
  }
}
