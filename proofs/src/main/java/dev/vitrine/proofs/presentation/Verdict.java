package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the verification of one presentation came to. What the presentation states can be had only
 * from a verdict that is {@link Outcome#VALID}, so that an ignored refusal shows nothing.
 */
public final class Verdict {
  private final @Nullable Statement statement;
  private final @Nullable RefusedException refusal;
  private final List<Step> steps;
  private final List<byte[]> roots;

  private Verdict(
      @Nullable Statement statement,
      @Nullable RefusedException refusal,
      List<Step> steps,
      List<byte[]> roots) {
    this.statement = statement;
    this.refusal = refusal;
    this.steps = List.copyOf(steps);
    this.roots = List.copyOf(roots);
  }

  static Verdict valid(Statement statement, List<Step> steps, List<byte[]> roots) {
    return new Verdict(statement, null, steps, roots);
  }

  static Verdict refused(RefusedException refusal, List<Step> steps) {
    return new Verdict(null, refusal, steps, List.of());
  }

  /** Whether it is valid, invalid, or can't be told. */
  public Outcome outcome() {
    return refusal == null ? Outcome.VALID : refusal.outcome();
  }

  /** The checks that were made and passed, in order. */
  public List<Step> steps() {
    return steps;
  }

  /** The check that did not pass, unless it is valid. */
  public Optional<RefusedException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * What is stated, and holds.
   *
   * @throws RefusedException if the presentation is not valid: the check that did not pass
   */
  public Statement statement() throws RefusedException {
    if (refusal != null) {
      throw refusal;
    }
    if (statement == null) {
      throw new IllegalStateException("a valid verdict has a statement");
    }
    return statement;
  }

  /**
   * The record roots of the statement's records, in order, so that links from one record to another
   * can be followed. None in private mode, where a root would link presentations, and none if the
   * presentation is not valid.
   */
  public List<byte[]> recordRoots() {
    return roots;
  }
}
