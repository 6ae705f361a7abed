package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.Failure;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A presentation being verified: steps that passed, and what must still hold in the groups. Not
 * safe for threads.
 */
final class Reading {
  private final List<Step> passed = new ArrayList<>();
  private final List<Step> pending = new ArrayList<>();
  private final Equations equations = new Equations();
  private final List<byte[]> roots = new ArrayList<>();
  private Optional<Statement> statement = Optional.empty();
  private Optional<RefusedException> refusal = Optional.empty();

  /** Says that a check passed. */
  void passed(Step step) {
    passed.add(step);
  }

  /** Says what passes if the equations under this step's name hold. */
  void pending(String step, String detail) {
    pending.add(new Step(step, detail));
  }

  void states(Statement read) {
    statement = Optional.of(read);
  }

  /** Says the root of the next record, once it was checked. */
  void opened(byte[] recordRoot) {
    roots.add(recordRoot);
  }

  void refuse(RefusedException because) {
    refusal = Optional.of(because);
  }

  Equations equations() {
    return equations;
  }

  boolean refused() {
    return refusal.isPresent();
  }

  /** The verdict, when the equations were checked. */
  Verdict verdict(Optional<Failure> failure) {
    if (refusal.isPresent()) {
      return Verdict.refused(refusal.get(), passed);
    }
    for (Step step : pending) {
      if (failure.isPresent() && isPartOf(failure.get().step(), step.name())) {
        break;
      }
      passed.add(step);
    }
    if (failure.isPresent()) {
      return Verdict.refused(
          RefusedException.invalid(failure.get().step(), failure.get().reason()), passed);
    }
    return Verdict.valid(statement.orElseThrow(), passed, roots);
  }

  /** A check may have parts, named after it. */
  private static boolean isPartOf(String part, String step) {
    return part.equals(step) || part.startsWith(step + "-");
  }
}
