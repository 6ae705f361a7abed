package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.audit.Fsck;
import dev.vitrine.ledger.audit.FsckProblem;
import dev.vitrine.ledger.audit.FsckReport;
import dev.vitrine.ledger.audit.ShardAudit;
import dev.vitrine.ledger.audit.ShardRules;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.LogReader;
import dev.vitrine.ledger.log.LogStorageException;
import dev.vitrine.ledger.shard.ShardName;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Derives a whole published log again, with its shards, and says what came of it. One object, one
 * run.
 */
final class LogAudit {
  /** The step: entries, tiles and root belong together. */
  static final String FSCK = "fsck";

  /** The step: the shards' checkpoints in a super-log extend each other. */
  static final String SHARDS = "shards";

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
      ShardAudit shards = new ShardAudit(latest.checkpoint().origin(), this::reader);
      FsckReport found =
          Fsck.run(
              log.reader(size),
              latest,
              verifier,
              Terminal.progress("entries checked:", size),
              shards);
      report = found;
      pass("", found, List.of());
      shards(latest.checkpoint().origin(), shards);
    } catch (RefusedException e) {
      refused = Optional.of(e);
    } catch (LogStorageException e) {
      refused = Optional.of(RefusedException.cannotTell("fetch", String.valueOf(e.getMessage())));
    }
    return new Verdict("log", steps, refused, facts, List.of());
  }

  /** Derives the shards again too, each up to the last checkpoint that the log has of it. */
  private void shards(String superLog, ShardAudit audit) throws RefusedException {
    Map<Integer, Checkpoint> last = audit.last();
    List<FsckProblem> problems = audit.problems();
    if (!problems.isEmpty()) {
      throw refused(SHARDS, problems, problems.size());
    }
    for (Map.Entry<Integer, Checkpoint> shard : last.entrySet()) {
      ShardName name = new ShardName(superLog, shard.getKey());
      long size = shard.getValue().size();
      ShardRules rules = new ShardRules(name);
      FsckReport found =
          Fsck.run(
              log.shard(name).reader(size),
              shard.getValue(),
              Terminal.progress("entries of shard " + name.number() + " checked:", size),
              rules);
      pass("shard " + name.number() + ": ", found, rules.problems());
    }
    if (!last.isEmpty()) {
      passed(
          new Step(SHARDS, last.size() + " shards only grew, and follow each other as they say"));
    }
  }

  private void pass(String which, FsckReport found, List<FsckProblem> more)
      throws RefusedException {
    List<FsckProblem> problems = new ArrayList<>(found.problems());
    problems.addAll(more);
    if (!problems.isEmpty()) {
      throw refused(FSCK, problems, found.found() + more.size());
    }
    passed(
        new Step(
            FSCK,
            which
                + found.entries()
                + " entries, "
                + found.bytes()
                + " bytes, "
                + found.tiles()
                + " tiles and the root agree"));
  }

  private static RefusedException refused(String step, List<FsckProblem> problems, long count) {
    FsckProblem first = problems.get(0);
    return RefusedException.invalid(
        step,
        first.place()
            + " "
            + first.reason()
            + (count > 1 ? " (and " + (count - 1) + " more)" : ""));
  }

  /** A shard's tiles and entries; none if it shows no checkpoint. */
  private Optional<LogReader> reader(ShardName shard) {
    PublicLog published = log.shard(shard);
    try {
      return Optional.of(published.reader(published.checkpoint().checkpoint().size()));
    } catch (RefusedException e) {
      return Optional.empty();
    }
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
