package dev.vitrine.ledger.anchor;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.proofs.verdict.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Brings published checkpoints into one ledger through the {@link Outbox}: chosen by cadence while
 * the log grows, the intent stored before anything is handed over, asked after until FINAL, and the
 * evidence verified and stored.
 *
 * <p>Guarantees, over any crash between any two of its steps and any number of restarts, as far as
 * ledger and outbox keep their contracts:
 *
 * <ul>
 *   <li>what was chosen is neither forgotten nor in the ledger twice;
 *   <li>a ledger is handed checkpoints in order of size: what is still to be handed over holds back
 *       larger ones;
 *   <li>what the ledger has reorganised away or forgotten is handed over again;
 *   <li>a FINAL row has evidence that {@link Anchor#verify} accepted.
 * </ul>
 *
 * <p>It does not guarantee that a ledger is ever reached: {@link #lag} says how far it is behind.
 * Two anchorers of one ledger at once do no harm to the outbox, but each may hand over: let one
 * run.
 *
 * <p>One thread calls {@link #step}; {@link #lag} may be asked by any.
 */
public final class Anchorer {
  /** How many checkpoints may be under way at once. */
  public static final int MAX_OPEN = 16;

  // from chosen to final takes three, once more after a reorganisation; more are for later steps
  private static final int MAX_MOVES = 6;

  private final Anchor anchor;
  private final Outbox outbox;
  private final Supplier<Optional<SignedCheckpoint>> published;
  private final Cadence cadence;
  private final Clock clock;
  private final RandomGenerator random;
  private final AnchorListener listener;
  private Optional<Instant> behindSince = Optional.empty();
  private volatile Position position = new Position(0, 0, Optional.empty());

  /**
   * An anchorer.
   *
   * @param published gives the newest published checkpoint
   * @param random spreads pauses; need not be secret
   */
  public Anchorer(
      Anchor anchor,
      Outbox outbox,
      Supplier<Optional<SignedCheckpoint>> published,
      Cadence cadence,
      Clock clock,
      RandomGenerator random,
      AnchorListener listener) {
    this.anchor = anchor;
    this.outbox = outbox;
    this.published = published;
    this.cadence = cadence;
    this.clock = clock;
    this.random = random;
    this.listener = listener;
  }

  /** The ledger's name. */
  public String ledger() {
    return anchor.name();
  }

  /**
   * Does what is due. To be called again after {@link Cadence#poll}. A ledger's failure is stored
   * with its row and is no exception.
   *
   * @throws OutboxException if the outbox fails; call again later
   */
  public void step() {
    Optional<SignedCheckpoint> newest = published.get();
    List<Anchoring> open = outbox.open(ledger(), MAX_OPEN);
    if (newest.isPresent() && isDue(newest.get(), open)) {
      listener.moved(outbox.intend(ledger(), newest.get(), now()));
      open = outbox.open(ledger(), MAX_OPEN);
    }
    boolean held = false;
    for (Anchoring row : open) {
      boolean toHandOver = row.state() == AnchoringState.INTENDED;
      if (!(toHandOver && held) && cadence.isDue(row.nextAttempt(), now())) {
        toHandOver = advance(row).state() == AnchoringState.INTENDED;
      }
      held |= toHandOver;
    }
    measure(newest);
  }

  /**
   * Measures the lag, and does nothing else: for whoever leaves the ledger to another process.
   *
   * @throws OutboxException if the outbox fails; call again later
   */
  public void look() {
    measure(published.get());
  }

  /** How far the ledger was behind at the last {@link #step}; the age as of now. */
  public Lag lag() {
    Position last = position;
    Duration age = last.since().map(since -> Duration.between(since, now())).orElse(Duration.ZERO);
    return new Lag(last.published(), last.anchored(), age.isNegative() ? Duration.ZERO : age);
  }

  private boolean isDue(SignedCheckpoint newest, List<Anchoring> open) {
    Optional<Anchoring> last = outbox.standing(ledger()).newest();
    if (newest.checkpoint().size() <= last.map(Anchoring::size).orElse(0L)
        || open.size() >= MAX_OPEN
        || open.stream().anyMatch(row -> row.state() == AnchoringState.INTENDED)) {
      return false;
    }
    if (last.isEmpty()) {
      return true;
    }
    Duration pause = cadence.every();
    if (last.get().state() == AnchoringState.PARKED
        && pause.compareTo(cadence.longestPause()) < 0) {
      pause = cadence.longestPause();
    }
    Instant now = now();
    Instant chosen = last.get().intendedAt();
    // a clock that has gone back must not stop the cadence
    return chosen.isAfter(now) || !chosen.plus(pause).isAfter(now);
  }

  /** Takes a row as far as it goes now, storing each step before the next. */
  private Anchoring advance(Anchoring row) {
    Anchoring at = row;
    for (int moves = 0; at.state().isOpen() && moves < MAX_MOVES; moves++) {
      Anchoring next;
      Optional<Exception> failure = Optional.empty();
      try {
        next = at.state() == AnchoringState.INTENDED ? submit(at) : ask(at);
      } catch (AnchorException e) {
        next = afterFailure(at, e);
        failure = Optional.of(e);
      } catch (RefusedException e) {
        String what = "its evidence is refused at " + e.step() + ": " + e.reason();
        next = at.failed(what, pause(at));
        failure = Optional.of(e);
      }
      if (next.equals(at)) {
        return at;
      }
      Anchoring stored = outbox.move(next);
      if (stored.state() != at.state()) {
        listener.moved(stored);
      }
      if (failure.isPresent()) {
        listener.failed(stored, failure.get());
        return stored;
      }
      at = stored;
    }
    return at;
  }

  private Anchoring submit(Anchoring row) {
    return row.submitted(call(() -> anchor.submit(row.checkpoint())), now());
  }

  private Anchoring ask(Anchoring row) throws RefusedException {
    AnchorId id = row.id().orElseThrow();
    return switch (call(() -> anchor.status(id))) {
      case PENDING -> {
        boolean known = row.state() == AnchoringState.SUBMITTED;
        yield known ? answered(row) : row.submitted(id, now());
      }
      case INCLUDED -> row.state() == AnchoringState.INCLUDED ? answered(row) : row.included(now());
      case FINAL -> {
        AnchorEvidence evidence = call(() -> anchor.evidence(id));
        anchor.verify(evidence, row.checkpoint().checkpoint());
        yield row.settled(evidence, now());
      }
      case REORGED -> row.lost("the ledger took it back", 0, now(), now());
    };
  }

  /** Nothing has changed but that earlier failures are over. */
  private static Anchoring answered(Anchoring row) {
    return row.attempts() == 0 ? row : row.answered();
  }

  private Anchoring afterFailure(Anchoring row, AnchorException e) {
    String what = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case UNAVAILABLE, NOT_INCLUDED -> row.failed(what, pause(row));
      case UNKNOWN_ID -> row.lost(what, row.attempts() + 1, pause(row), now());
      case REJECTED ->
          row.refused(
              newerIsWithTheLedger(row) ? AnchoringState.SUPERSEDED : AnchoringState.PARKED,
              what,
              now());
    };
  }

  private boolean newerIsWithTheLedger(Anchoring row) {
    return outbox.standing(ledger()).finalSize() > row.size()
        || outbox.open(ledger(), MAX_OPEN).stream()
            .anyMatch(other -> other.size() > row.size() && other.state().handedOver());
  }

  private Instant pause(Anchoring row) {
    return cadence.again(now(), row.attempts() + 1, random);
  }

  private void measure(Optional<SignedCheckpoint> newest) {
    Outbox.Standing stored = outbox.standing(ledger());
    long size = newest.map(signed -> signed.checkpoint().size()).orElse(0L);
    behindSince =
        size <= stored.finalSize() ? Optional.empty() : Optional.of(behindSince.orElse(now()));
    position = new Position(size, stored.finalSize(), behindSince.map(seen -> since(seen, stored)));
  }

  /** Since when entries beyond the newest final checkpoint have waited. */
  private static Instant since(Instant seen, Outbox.Standing stored) {
    // what was chosen before a restart has waited since then
    Instant waiting =
        stored.oldestBeyond().map(Anchoring::intendedAt).filter(seen::isAfter).orElse(seen);
    // but nothing that waits was published before the final one was chosen
    return stored
        .newestFinal()
        .map(Anchoring::intendedAt)
        .filter(waiting::isBefore)
        .orElse(waiting);
  }

  /** A client that breaks its contract is a ledger out of reach. */
  private static <T> T call(Supplier<T> work) {
    try {
      return work.get();
    } catch (AnchorException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new AnchorException(AnchorException.Kind.UNAVAILABLE, "the ledger's client failed", e);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private record Position(long published, long anchored, Optional<Instant> since) {}
}
