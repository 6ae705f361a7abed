package dev.vitrine.gateway.keys;

import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.bbs.BbsSuite;

/** Key material that the BBS issuer key is made from. Shows nothing of itself. */
public final class IssuerSecret {
  /** The ciphersuite the key is used with. */
  public static final BbsSuite SUITE = BbsSuite.SHA_256;

  private final byte[] material;

  IssuerSecret(byte[] material) {
    this.material = material.clone();
  }

  /** The key that signs private presentations. */
  public BbsSecretKey key() {
    return BbsSecretKey.generate(SUITE, material, new byte[0]);
  }

  @Override
  public String toString() {
    return "IssuerSecret[secret]";
  }
}
