package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.curve.HashSuite;
import java.nio.charset.StandardCharsets;

/** The two ciphersuites of draft-irtf-cfrg-bbs-signatures §7.2. */
public enum BbsSuite {
  /** BLS12-381-SHA-256. */
  SHA_256("BBS_BLS12381G1_XMD:SHA-256_SSWU_RO_", HashSuite.SHA_256),
  /** BLS12-381-SHAKE-256. */
  SHAKE_256("BBS_BLS12381G1_XOF:SHAKE-256_SSWU_RO_", HashSuite.SHAKE_256);

  private final String id;
  private final HashSuite hash;

  BbsSuite(String id, HashSuite hash) {
    this.id = id;
    this.hash = hash;
  }

  /** The ciphersuite_id. */
  public String id() {
    return id;
  }

  /** The api_id of the draft's own interface: octet messages, mapped to scalars by hashing. */
  public byte[] standardApiId() {
    return (id + "H2G_HM2S_").getBytes(StandardCharsets.US_ASCII);
  }

  /** The suite's hash. */
  public HashSuite hash() {
    return hash;
  }
}
