package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.audit.Fsck;
import dev.vitrine.ledger.audit.FsckProblem;
import dev.vitrine.ledger.audit.FsckReport;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.LogStorageException;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Derives a whole published log again and says what came of it. One object, one run. */
final class LogAudit {
  /** The step: entries, tiles and root belong together. */
  static final String FSCK = "fsck";

  private final TrustFile trust;
  private final PublicLog log;
  private final Consumer<Step> progress;
  private final List<Step> steps = new ArrayList<>();
  private @Nullable SignedCheckpoint checkpoint;
  private @Nullable FsckReport report;

  LogAudit(TrustFile trust, PublicLog log, Consumer<Step> progress) {
    this.trust = trust;
    this.log = log;
    this.progress = progress;
  }

  /** Runs it. */
  Verdict run() {
    Optional<RefusedException> refused = Optional.empty();
    List<Verdict.Fact> facts = new ArrayList<>();
    try {
      SignedCheckpoint latest = log.checkpoint();
      checkpoint = latest;
      facts.add(new Verdict.Fact("checkpoint", latest.checkpoint().toString()));
      CheckpointVerifier verifier = new CheckpointVerifier(trust.policy());
      verifier.verify(latest, this::passed);
      long size = latest.checkpoint().size();
      FsckReport found =
          Fsck.run(log.reader(size), latest, verifier, Terminal.progress("entries checked:", size));
      report = found;
      if (!found.clean()) {
        FsckProblem first = found.problems().get(0);
        throw RefusedException.invalid(
            FSCK,
            first.place()
                + " "
                + first.reason()
                + (found.found() > 1 ? " (and " + (found.found() - 1) + " more)" : ""));
      }
      passed(
          new Step(
              FSCK,
              found.entries()
                  + " entries, "
                  + found.bytes()
                  + " bytes, "
                  + found.tiles()
                  + " tiles and the root agree"));
    } catch (RefusedException e) {
      refused = Optional.of(e);
    } catch (LogStorageException e) {
      refused = Optional.of(RefusedException.cannotTell("fetch", String.valueOf(e.getMessage())));
    }
    return new Verdict("log", steps, refused, facts, List.of());
  }

  /** What was audited; none if it could not be had. */
  Optional<SignedCheckpoint> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  /** What was found; none if it did not come to that. */
  Optional<FsckReport> report() {
    return Optional.ofNullable(report);
  }

  private void passed(Step step) {
    steps.add(step);
    progress.accept(step);
  }
}
