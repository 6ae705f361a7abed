package dev.vitrine.proofs.batch;

/** The record was erased: its seed, its salts and its payload key no longer exist. */
public final class ErasedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says so. */
  public ErasedException() {
    super("the record was erased");
  }
}
