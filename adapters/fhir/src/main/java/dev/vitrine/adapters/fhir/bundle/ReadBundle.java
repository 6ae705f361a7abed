package dev.vitrine.adapters.fhir.bundle;

import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Submission;
import java.util.ArrayList;
import java.util.List;

/**
 * A Bundle that was read.
 *
 * @param kind how it is to be taken
 * @param whole the Bundle's own record with its parts, if it is one record; else empty
 * @param entries what became of each entry, in order, if it is taken apart; else empty
 */
public record ReadBundle(BundleKind kind, List<Submission> whole, List<BundleEntry> entries) {
  /** Copies the lists. */
  public ReadBundle {
    whole = List.copyOf(whole);
    entries = List.copyOf(entries);
  }

  /** Everything that is to be stored, in order. */
  public List<Submission> submissions() {
    List<Submission> all = new ArrayList<>(whole);
    entries.forEach(entry -> entry.submission().ifPresent(all::add));
    return all;
  }

  /** Problems of all entries, at most {@link BundleLimits#PROBLEMS}. */
  public List<Problem> problems() {
    return entries.stream()
        .flatMap(entry -> entry.problems().stream())
        .limit(BundleLimits.PROBLEMS)
        .toList();
  }
}
