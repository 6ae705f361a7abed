package dev.vitrine.gateway.keys;

import dev.vitrine.proofs.credential.CredentialKeys;

/** Key material of the keys that sign credentials. Shows nothing of itself. */
public final class CredentialSecret {
  private final byte[] material;

  CredentialSecret(byte[] material) {
    this.material = material.clone();
  }

  /**
   * The keys.
   *
   * @param id the issuer's https URL
   * @param log the log whose records it speaks of
   */
  public CredentialKeys keys(String id, String log) {
    return new CredentialKeys(material, id, log);
  }

  @Override
  public String toString() {
    return "CredentialSecret[secret]";
  }
}
