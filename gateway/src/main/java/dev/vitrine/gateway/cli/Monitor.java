package dev.vitrine.gateway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.audit.ConsistencyVerifier;
import dev.vitrine.ledger.audit.SplitView;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.log.LogReader;
import dev.vitrine.ledger.log.LogTree;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Holds a log to having only grown since the checkpoint seen last, and keeps the new one if it has.
 * A checkpoint that contradicts the last is kept apart, as evidence.
 */
final class Monitor {
  private final TrustFile trust;
  private final PublicLog log;
  private final Path state;
  private final Consumer<Step> progress;
  private final List<Step> steps = new ArrayList<>();
  private final List<Verdict.Fact> facts = new ArrayList<>();

  /**
   * A monitor.
   *
   * @param state where the checkpoint seen last is kept; need not be there yet
   */
  Monitor(TrustFile trust, PublicLog log, Path state, Consumer<Step> progress) {
    this.trust = trust;
    this.log = log;
    this.state = state;
    this.progress = progress;
  }

  /** Looks once. */
  Verdict run() throws IOException {
    Optional<RefusedException> refused = Optional.empty();
    try {
      look();
    } catch (RefusedException e) {
      refused = Optional.of(e);
    } catch (LedgerException e) {
      refused = Optional.of(RefusedException.cannotTell("fetch", String.valueOf(e.getMessage())));
    }
    return new Verdict("log", steps, refused, facts, List.of());
  }

  private void look() throws IOException, RefusedException {
    Optional<SignedCheckpoint> previous = previous();
    previous.ifPresent(seen -> fact("previous", seen.checkpoint().toString()));
    SignedCheckpoint latest = log.checkpoint();
    fact("latest", latest.checkpoint().toString());
    if (previous.isEmpty()) {
      new CheckpointVerifier(trust.policy()).verify(latest, this::passed);
      passed(new Step("first", "nothing was seen before: compared with nothing"));
    } else {
      compare(previous.get(), latest);
    }
    Path folder = state.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    PrivateFiles.write(state, latest.bytes());
  }

  private void compare(SignedCheckpoint seen, SignedCheckpoint latest)
      throws IOException, RefusedException {
    long from = seen.checkpoint().size();
    long to = latest.checkpoint().size();
    LogReader reader = log.reader(to);
    ConsistencyProof proof = new ConsistencyProof(from, to, List.of());
    CheckpointVerifier checkpoints = new CheckpointVerifier(trust.policy());
    checkpoints.verify(latest, step -> {});
    if (to < from) {
      evidence(seen, latest, Optional.empty());
      throw RefusedException.invalid(
          ConsistencyVerifier.CONSISTENCY, "the log shrank from " + from + " to " + to);
    }
    Optional<SplitView> split = SplitView.between(seen, latest, reader);
    if (split.isPresent()) {
      split.get().verify(trust.policy()).forEach(this::passed);
      evidence(seen, latest, split);
      throw RefusedException.invalid(
          ConsistencyVerifier.CONSISTENCY,
          "the log signed two histories: the checkpoint seen before is no prefix of this one");
    }
    if (from > 0 && from < to) {
      proof = new LogTree(reader).consistency(from, to);
    }
    new ConsistencyVerifier(trust.policy()).verify(seen, latest, proof).forEach(this::passed);
  }

  private Optional<SignedCheckpoint> previous() throws IOException, RefusedException {
    if (!Files.exists(state)) {
      return Optional.empty();
    }
    try {
      if (Files.size(state) > SignedNote.MAX_BYTES) {
        throw new MalformedNoteException("is too long");
      }
      return Optional.of(SignedCheckpoint.parse(Files.readAllBytes(state)));
    } catch (MalformedNoteException e) {
      throw RefusedException.cannotTell(
          "state", "the stored checkpoint can't be read: " + e.getMessage());
    }
  }

  /** All that is needed to convict the log, in a file beside the state. */
  private void evidence(SignedCheckpoint seen, SignedCheckpoint latest, Optional<SplitView> split)
      throws IOException {
    ObjectNode root = Report.JSON.createObjectNode();
    root.put("log", trust.log().toString());
    root.put("seen", seen.note().toString());
    root.put("latest", latest.note().toString());
    split.ifPresent(
        view -> {
          ObjectNode node = root.putObject("splitView");
          node.put("from", view.proof().from());
          node.put("to", view.proof().to());
          node.put("rootAtFrom", Base64.getEncoder().encodeToString(view.otherRoot()));
          ArrayNode path = node.putArray("consistencyPath");
          view.proof().path().forEach(hash -> path.add(Base64.getEncoder().encodeToString(hash)));
        });
    Path file =
        state.resolveSibling(state.getFileName() + ".fork-" + latest.checkpoint().size() + ".json");
    PrivateFiles.write(file, Report.JSON.writeValueAsBytes(root));
    fact("evidence", file.toString());
  }

  private void passed(Step step) {
    steps.add(step);
    progress.accept(step);
  }

  private void fact(String name, String value) {
    facts.add(new Verdict.Fact(name, value));
  }
}
