package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.bbs.BbsSuite;

/** The ciphersuites of draft-irtf-cfrg-bbs-signatures. */
public enum IssuerSuite {
  /** Hashing by SHA-256. */
  BLS12_381_SHA_256(BbsSuite.SHA_256),
  /** Hashing by SHAKE-256. */
  BLS12_381_SHAKE_256(BbsSuite.SHAKE_256);

  private final BbsSuite bbs;

  IssuerSuite(BbsSuite bbs) {
    this.bbs = bbs;
  }

  BbsSuite bbs() {
    return bbs;
  }

  /** As in trust files: {@code BLS12-381-SHA-256}. */
  public String label() {
    return name().replace('_', '-');
  }

  /**
   * The suite with this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static IssuerSuite ofLabel(String label) {
    for (IssuerSuite suite : values()) {
      if (suite.label().equals(label)) {
        return suite;
      }
    }
    throw new IllegalArgumentException("suite is neither BLS12-381-SHA-256 nor -SHAKE-256");
  }
}
