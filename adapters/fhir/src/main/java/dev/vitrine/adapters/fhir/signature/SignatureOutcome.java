package dev.vitrine.adapters.fhir.signature;

/** What can be said of a signature under one key. */
public enum SignatureOutcome {
  /** The key signed exactly this content. */
  VALID,
  /** It did not. */
  INVALID,
  /** The signature is of a form, canonicalization or algorithm that is not checked here. */
  UNSUPPORTED
}
