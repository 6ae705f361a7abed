package dev.vitrine.proofs.internal.bbs;

/** The steps of parsing and verifying, in their order; a refusal names one. */
public enum BbsStep {
  /** A public key is one canonical, non-identity point of G2. */
  PUBLIC_KEY,
  /** A secret key is one canonical, non-zero scalar. */
  SECRET_KEY,
  /** A signature has 80 bytes; a proof has 272 and 32 for each hidden message. */
  LENGTH,
  /** Points are canonical, in G1, and not the identity. */
  POINT,
  /** Scalars are canonical and not zero. */
  SCALAR,
  /** There are as many messages as allowed. */
  MESSAGE_COUNT,
  /** Shown indexes ascend, occur once, and lie within the signed messages. */
  INDEXES,
  /** The signature's pairing equation holds. */
  SIGNATURE_EQUATION,
  /** The challenge is the hash of what the proof commits to and of what it is about. */
  CHALLENGE,
  /** The randomized signature is by this public key. */
  PROOF_EQUATION
}
