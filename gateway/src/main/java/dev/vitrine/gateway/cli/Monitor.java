package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.audit.ConsistencyVerifier;
import dev.vitrine.ledger.audit.ForkEvidence;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.log.LogReader;
import dev.vitrine.ledger.log.LogTree;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds a log to having only grown since the checkpoint seen last, and keeps the new one if it has.
 * A checkpoint that contradicts the last is kept apart, as evidence.
 */
final class Monitor {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int TRIES = 10;

  private final TrustFile trust;
  private final PublicLog log;
  private final Path state;
  private final Witnesses witnesses;
  private final Consumer<Step> progress;
  private final List<Step> steps = new ArrayList<>();
  private final List<Verdict.Fact> facts = new ArrayList<>();

  /**
   * Which witnesses are asked what they have seen of the log.
   *
   * @param addresses of gateways whose witnesses the policy names
   * @param needed how many different ones must answer and agree
   */
  record Witnesses(List<URI> addresses, int needed) {
    /** Copies the list. */
    Witnesses {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * A monitor.
   *
   * @param state where the checkpoint seen last is kept; need not be there yet
   */
  Monitor(
      TrustFile trust, PublicLog log, Path state, Witnesses witnesses, Consumer<Step> progress) {
    this.trust = trust;
    this.log = log;
    this.state = state;
    this.witnesses = witnesses;
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
    Path folder = state.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Optional<SignedCheckpoint> previous = previous();
    previous.ifPresent(seen -> fact("previous", seen.checkpoint().toString()));
    // witnesses first: what they have cosigned the log publishes a moment later
    List<WitnessViews.View> views = views();
    SignedCheckpoint latest = latest(views);
    fact("latest", latest.checkpoint().toString());
    // forks first: a log is convicted by its own signature, whether or not a quorum helped it
    if (previous.isPresent()) {
      refuseFork(previous.get(), latest);
    }
    for (WitnessViews.View view : views) {
      refuseFork(view.seen(), latest);
    }
    if (previous.isEmpty()) {
      new CheckpointVerifier(trust.policy()).verify(latest, this::passed);
      passed(new Step("first", "nothing was seen before: compared with nothing"));
    } else {
      compare(previous.get(), latest);
    }
    agree(views, latest);
    PrivateFiles.write(state, latest.bytes());
  }

  /** What the witnesses have seen; of those that can't be asked, only the lack is told. */
  private List<WitnessViews.View> views() {
    WitnessViews asked =
        new WitnessViews(
            trust.policy().logs(),
            trust.witnesses(),
            new HttpTransport(PATIENCE, SignedNote.MAX_BYTES));
    List<WitnessViews.View> views = new ArrayList<>();
    for (URI address : witnesses.addresses()) {
      try {
        asked
            .ask(address, trust.log().name())
            .ifPresentOrElse(
                views::add, () -> fact("no answer", address + " has seen nothing of this log"));
      } catch (RefusedException e) {
        fact("no answer", e.reason());
      }
    }
    return views;
  }

  /** The log's newest checkpoint, as soon as it is no older than what witnesses have seen. */
  private SignedCheckpoint latest(List<WitnessViews.View> views) throws RefusedException {
    long witnessed =
        views.stream().mapToLong(view -> view.seen().checkpoint().size()).max().orElse(0);
    SignedCheckpoint latest = log.checkpoint();
    for (int i = 0; i < TRIES && latest.checkpoint().size() < witnessed; i++) {
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw RefusedException.cannotTell(WitnessViews.WITNESS, "interrupted");
      }
      latest = log.checkpoint();
    }
    return latest;
  }

  /** What each witness has seen is part of this log, and enough of them have seen it. */
  private void agree(List<WitnessViews.View> views, SignedCheckpoint latest)
      throws RefusedException {
    Set<String> agreeing = new HashSet<>();
    for (WitnessViews.View view : views) {
      String name = view.witness().name();
      if (view.seen().checkpoint().size() > latest.checkpoint().size()) {
        throw RefusedException.cannotTell(
            WitnessViews.WITNESS,
            name + " has cosigned " + view.seen().checkpoint() + ", which the log does not show");
      }
      agreeing.add(view.witness().toString());
      passed(
          new Step(
              WitnessViews.WITNESS,
              name + " has seen " + view.seen().checkpoint() + ", a prefix of this"));
    }
    if (agreeing.size() < witnesses.needed()) {
      throw RefusedException.cannotTell(
          WitnessViews.WITNESS,
          agreeing.size() + " witnesses agree, and " + witnesses.needed() + " are needed");
    }
    if (witnesses.addresses().isEmpty()) {
      fact("witnesses", "none were asked: that others see the same log is not checked");
    }
  }

  private void compare(SignedCheckpoint seen, SignedCheckpoint latest)
      throws IOException, RefusedException {
    long from = seen.checkpoint().size();
    long to = latest.checkpoint().size();
    new CheckpointVerifier(trust.policy()).verify(latest, step -> {});
    if (to < from) {
      keep(".shrank-" + to, latest.bytes());
      throw RefusedException.invalid(
          ConsistencyVerifier.CONSISTENCY, "the log shrank from " + from + " to " + to);
    }
    ConsistencyProof proof =
        from > 0 && from < to
            ? new LogTree(log.reader(to)).consistency(from, to)
            : new ConsistencyProof(from, to, List.of());
    new ConsistencyVerifier(trust.policy()).verify(seen, latest, proof).forEach(this::passed);
  }

  /** Keeps the evidence if the smaller of the two is no prefix of the larger, and refuses. */
  private void refuseFork(SignedCheckpoint seen, SignedCheckpoint latest)
      throws IOException, RefusedException {
    if (seen.checkpoint().size() > latest.checkpoint().size()) {
      return; // the larger tree's tiles can't be had: shrinking and hiding are refused by name
    }
    LogReader reader = log.reader(latest.checkpoint().size());
    Optional<ForkEvidence> fork = ForkEvidence.between(seen, latest, reader);
    if (fork.isPresent()) {
      fork.get().verify(trust.policy()).forEach(this::passed);
      keep(".fork-" + latest.checkpoint().size(), fork.get().bytes());
      throw RefusedException.invalid(
          ConsistencyVerifier.CONSISTENCY,
          "the log signed two histories: the checkpoint seen before is no prefix of this one");
    }
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

  /** Keeps what the log should not have shown, in a file beside the state. */
  private void keep(String suffix, byte[] bytes) throws IOException {
    Path file = state.resolveSibling(state.getFileName() + suffix);
    PrivateFiles.write(file, bytes);
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
