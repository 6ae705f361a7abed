package dev.vitrine.proofs.fuzz;

import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.encoding.CborException;

/** Log entries of batches. */
public final class BatchHeaderTarget {
  private BatchHeaderTarget() {}

  /** One input: read, or refused with the documented exception; anything else is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      byte[] again = BatchHeader.decode(input).encode();
      if (!java.util.Arrays.equals(input, again)) {
        throw new IllegalStateException("two encodings of one header");
      }
    } catch (CborException e) {
      // refused, as documented
    }
  }
}
