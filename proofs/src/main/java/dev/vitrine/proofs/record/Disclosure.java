package dev.vitrine.proofs.record;

/** What may be done with a slot towards a consumer; in order from least to most. */
public enum Disclosure {
  /** Neither its value nor a fact about it. */
  HIDE,
  /** Facts about it may be proved; its value stays hidden. */
  PROVE,
  /** Its value may be shown, and facts proved. */
  SHOW
}
