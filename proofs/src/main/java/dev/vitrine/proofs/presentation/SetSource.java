package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.set.SignedDescriptor;
import dev.vitrine.proofs.set.SignedSet;
import java.util.Optional;

/** Where a prover finds the public sets that it proves membership in. */
@FunctionalInterface
public interface SetSource {
  /** Knows no set. */
  SetSource NONE = descriptor -> Optional.empty();

  /** The set with this descriptor, open for reading; the prover does not close it. */
  Optional<SignedSet> find(SignedDescriptor descriptor);
}
