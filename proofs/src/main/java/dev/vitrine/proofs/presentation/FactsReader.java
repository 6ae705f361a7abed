package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.set.SetDescriptor;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.time.Instant;
import java.util.List;

/** Reads the proof of a plan's facts together with what a verifier pins for them. */
final class FactsReader {
  private final FactPlan plan;
  private final Reading reading;
  private final Transcript transcript;
  private final FactsVerifier verifier;

  FactsReader(
      Curve curve,
      Trust trust,
      byte[] statementBytes,
      Statement statement,
      FactPlan plan,
      FactsBody body,
      Instant now,
      Reading reading)
      throws RefusedException {
    this.plan = plan;
    this.reading = reading;
    sets(trust, now, plan, reading);
    this.transcript = FactSources.transcript(statementBytes);
    this.verifier =
        new FactsVerifier(
            curve,
            reading.equations(),
            transcript,
            plan,
            body,
            names(curve, trust, statement, plan, reading));
  }

  /** What is said of sets counts only if their publishers are believed, and the sets are fresh. */
  private static void sets(Trust trust, Instant now, FactPlan plan, Reading reading)
      throws RefusedException {
    for (FactPlan.InSet in : plan.sets()) {
      SetDescriptor set = in.set().verify(trust.publishers(), now.toEpochMilli());
      reading.passed(
          new Step(
              "set",
              set.publisher() + " / " + set.id() + " version " + set.sequence() + " is current"));
    }
  }

  /** Names count only if they are made with the key that is pinned for the log. */
  private static Names names(
      Curve curve, Trust trust, Statement statement, FactPlan plan, Reading reading)
      throws RefusedException {
    if (plan.names().isEmpty()) {
      return Names.none();
    }
    TrustedNaming key =
        trust.namings().stream()
            .filter(known -> known.origin().equals(statement.anchor().origin()))
            .findFirst()
            .orElseThrow(
                () ->
                    RefusedException.cannotTell(
                        "naming-key", "no key for names is trusted for this log"));
    reading.passed(new Step("naming-key", "a key for names is trusted for " + key.origin()));
    try {
      return Names.of(curve, statement, plan, key.parsed(curve));
    } catch (CurveException e) {
      throw RefusedException.invalid("format", "a name is not a point of the group");
    }
  }

  /** Gathers all equations of facts, given the BBS proofs of records. */
  void gather(List<FactsVerifier.BbsRead> records) throws RefusedException {
    verifier.gather(records);
    tell("commitment", plan.variables().size(), "hidden values committed to");
    tell("equation", plan.equations().size(), "numbers are what is claimed");
    int presence = (int) plan.distinct().stream().filter(d -> d.step().equals("presence")).count();
    tell("not-equal", plan.distinct().size() - presence, "values differ");
    tell("presence", presence, "hidden slots are present");
    tell("pseudonym", plan.names().size(), "names are those of hidden values for this audience");
    tell("membership", plan.sets().size(), "values are in their sets, or in none, as claimed");
    tell("range", plan.inequalities().size(), "bounds hold");
  }

  private void tell(String step, int count, String what) {
    if (count > 0) {
      reading.pending(step, count + " " + what);
    }
  }

  void same(FactsVerifier.BbsRead read, int message, int variable) throws RefusedException {
    verifier.same(read, message, variable);
  }

  /** Goes on after the facts. */
  Transcript transcript() {
    return transcript;
  }

  FactsVerifier verifier() {
    return verifier;
  }
}
