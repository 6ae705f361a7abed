package dev.vitrine.gateway.keys;

/** Key material that the BBS issuer key is made from. Shows nothing of itself. */
public final class IssuerSecret {
  private final byte[] material;

  IssuerSecret(byte[] material) {
    this.material = material.clone();
  }

  /** 32 secret bytes. */
  public byte[] material() {
    return material.clone();
  }

  @Override
  public String toString() {
    return "IssuerSecret[secret]";
  }
}
