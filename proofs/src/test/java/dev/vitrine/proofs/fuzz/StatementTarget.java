package dev.vitrine.proofs.fuzz;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.presentation.UnknownPredicateException;

/** Statements of presentations. */
public final class StatementTarget {
  private StatementTarget() {}

  /** One input: read, or refused with the documented exception; anything else is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      byte[] again = Statement.decode(input).encode();
      if (!java.util.Arrays.equals(input, again)) {
        throw new IllegalStateException("two encodings of one statement");
      }
    } catch (CborException | UnknownPredicateException e) {
      // refused, as documented
    }
  }
}
