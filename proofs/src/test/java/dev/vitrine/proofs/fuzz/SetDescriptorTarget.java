package dev.vitrine.proofs.fuzz;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.set.SignedDescriptor;

/** Signed descriptors of public sets. */
public final class SetDescriptorTarget {
  private SetDescriptorTarget() {}

  /** One input: read, or refused with the documented exception; anything else is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      byte[] again = SignedDescriptor.decode(input).encode();
      if (!java.util.Arrays.equals(input, again)) {
        throw new IllegalStateException("two encodings of one descriptor");
      }
    } catch (CborException e) {
      // refused, as documented
    }
  }
}
