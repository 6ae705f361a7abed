package dev.vitrine.gateway.cli;

import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.List;
import java.util.Optional;

/**
 * What a check came to.
 *
 * @param kind what was checked, as {@code presentation}
 * @param steps the checks that passed, in order
 * @param refused the one that did not, if any
 * @param facts what holds, if all passed; name and value, for people and programs
 * @param shown what the file shows of records, if all passed
 * @param proved what it proves of hidden slots, in words, if all passed
 */
record Verdict(
    String kind,
    List<Step> steps,
    Optional<RefusedException> refused,
    List<Fact> facts,
    List<ShownSlot> shown,
    List<String> proved) {

  /** Something that holds. */
  record Fact(String name, String value) {}

  /** Copies the lists. */
  Verdict {
    steps = List.copyOf(steps);
    facts = List.copyOf(facts);
    shown = List.copyOf(shown);
    proved = List.copyOf(proved);
  }

  /** Of something that proves nothing of hidden slots. */
  Verdict(
      String kind,
      List<Step> steps,
      Optional<RefusedException> refused,
      List<Fact> facts,
      List<ShownSlot> shown) {
    this(kind, steps, refused, facts, shown, List.of());
  }

  Outcome outcome() {
    return refused.map(RefusedException::outcome).orElse(Outcome.VALID);
  }

  /** The exit code that tells the outcome. */
  int exitCode() {
    return switch (outcome()) {
      case VALID -> ExitCode.OK;
      case INVALID -> ExitCode.INVALID;
      case CANNOT_TELL -> ExitCode.CANNOT_TELL;
    };
  }

  /** The last line for people. */
  String line() {
    return refused
        .map(
            e ->
                (e.outcome() == Outcome.INVALID ? "INVALID at step " : "CANNOT TELL at step ")
                    + e.step()
                    + ": "
                    + e.reason())
        .orElse("VALID");
  }
}
