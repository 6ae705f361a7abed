package dev.vitrine.proofs.fuzz;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.presentation.Receipt;

/** Receipts. */
public final class ReceiptTarget {
  private ReceiptTarget() {}

  /** One input: read, or refused with the documented exception; anything else is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      byte[] again = Receipt.decode(input).encode();
      if (!java.util.Arrays.equals(input, again)) {
        throw new IllegalStateException("two encodings of one receipt");
      }
    } catch (CborException e) {
      // refused, as documented
    }
  }
}
