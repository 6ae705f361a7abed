package dev.vitrine.proofs.presentation;

/** A statement claims a fact of a kind that this version can neither prove nor check. */
public final class UnknownPredicateException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says so. */
  public UnknownPredicateException() {
    super("a predicate is of a kind that this version does not know");
  }
}
