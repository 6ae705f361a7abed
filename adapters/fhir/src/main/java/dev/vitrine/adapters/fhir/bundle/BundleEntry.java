package dev.vitrine.adapters.fhir.bundle;

import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Submission;
import java.util.List;
import java.util.Optional;

/**
 * What became of one entry when its Bundle was read.
 *
 * @param submission its resource's record; empty if the entry is refused
 * @param problems why it is refused, placed in the Bundle; empty if it is not
 * @param conditional whether it is to be created only if none like it exists ({@code ifNoneExist}),
 *     which nobody here can tell
 */
public record BundleEntry(
    Optional<Submission> submission, List<Problem> problems, boolean conditional) {
  /** Copies the list. */
  public BundleEntry {
    problems = List.copyOf(problems);
  }

  static BundleEntry refused(List<Problem> problems) {
    return new BundleEntry(Optional.empty(), problems, false);
  }
}
