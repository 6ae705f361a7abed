package dev.vitrine.ledger.witness;

/** Is told how witnesses answer, for metrics. Called from several threads; must not throw. */
@FunctionalInterface
public interface CosigningWatcher {
  /** Whoever does not look. */
  CosigningWatcher NONE = (witness, answer) -> {};

  /**
   * A witness has answered, or has not.
   *
   * @param witness the name of its key
   * @param answer {@code cosigned}, an HTTP status, {@code silent} or {@code unverified}
   */
  void answered(String witness, String answer);
}
