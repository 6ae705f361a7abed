package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.Anchoring;
import dev.vitrine.ledger.anchor.AnchoringState;
import dev.vitrine.ledger.anchor.Outbox;
import dev.vitrine.ledger.anchor.OutboxConflictException;
import dev.vitrine.proofs.verdict.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the evidence of one time-stamper in the {@link Outbox} good: goes through all of it again
 * and again, and has what expires soon renewed.
 *
 * <p>A pass is taken in parts, one each {@link #step}, so that neither memory nor the time of a
 * step grows with the log: a step reads at most {@value #PART} rows, and what is due is gathered up
 * to {@value #MAX_DUE} rows or {@value #MAX_BYTES} bytes of evidence and costs one time-stamp.
 * Where a pass is, is kept in memory only. A crash at any moment is harmless: what was not stored
 * is still the old evidence and still due, and the next pass begins anew.
 *
 * <p>A renewal is stored only if it {@linkplain #gains gains} enough time. Without that rule an
 * authority whose certificates live shorter than {@code before} would be asked for the same again
 * each pass, until the records are full.
 *
 * <p>It does not guarantee that evidence stays good: an authority may be gone, and what has expired
 * can't be renewed. {@link Pass} says so. One thread calls it; two keepers of one ledger do no harm
 * but cost double.
 */
public final class EvidenceKeeper {
  /** The most rows that a step reads. */
  public static final int PART = 64;

  /** The most rows that one time-stamp renews. */
  public static final int MAX_DUE = 1000;

  /** Evidence that is due is gathered until it has this many bytes. */
  public static final int MAX_BYTES = 16 << 20;

  /** The most problems that a pass describes; all are counted. */
  public static final int MAX_PROBLEMS = 8;

  private static final Duration RETRY = Duration.ofHours(1);
  private static final int ENOUGH = 4;

  private final String ledger;
  private final Outbox outbox;
  private final EvidenceRenewal renewal;
  private final TimeStampEvidence verifier;
  private final Duration before;
  private final Duration every;
  private final Clock clock;

  private Optional<Instant> next = Optional.empty();
  private long below;
  private Tally tally = new Tally();
  private final List<Due> due = new ArrayList<>();
  private long dueBytes;
  private boolean running;

  /**
   * A keeper.
   *
   * @param ledger the ledger's name
   * @param renewal by an authority that works now, under the same trust
   * @param trust how evidence is verified
   * @param before how long before the first certificate of its path expires evidence is due
   * @param every the rest between two passes; an hour at most after one whose authority failed
   */
  public EvidenceKeeper(
      String ledger,
      Outbox outbox,
      EvidenceRenewal renewal,
      TimeStampTrust trust,
      Duration before,
      Duration every,
      Clock clock) {
    this.ledger = ledger;
    this.outbox = outbox;
    this.renewal = renewal;
    this.verifier = new TimeStampEvidence(trust);
    this.before = before;
    this.every = every;
    this.clock = clock;
  }

  /**
   * What a pass came to.
   *
   * @param renewed how many rows have new evidence
   * @param waiting how many are due, but the authority's own certificate would give them too little
   * @param failed how many are due and were not renewed, or do not verify
   * @param problems of those that failed, for people: the first {@value #MAX_PROBLEMS}
   */
  public record Pass(int renewed, int waiting, int failed, List<String> problems) {}

  /**
   * Goes on for one part, if it is time.
   *
   * @return what the pass came to, if this ended it
   * @throws dev.vitrine.ledger.anchor.OutboxException if the outbox fails; the pass begins anew
   *     with the next call
   */
  public Optional<Pass> step() {
    if (!running) {
      if (!isTime()) {
        return Optional.empty();
      }
      below = Long.MAX_VALUE;
      tally = new Tally();
      forget();
    }
    running = false;
    boolean end = part();
    Optional<Instant> again = Optional.empty();
    if (!due.isEmpty() && (end || due.size() + PART > MAX_DUE || dueBytes >= MAX_BYTES)) {
      try {
        renew();
      } catch (AnchorException e) {
        due.forEach(row -> tally.failed(row.row(), e.kind() + ": " + e.getMessage()));
        again = Optional.of(clock.instant().plus(every.compareTo(RETRY) < 0 ? every : RETRY));
        // the rest would meet the same authority
        end = true;
      }
      forget();
    }
    if (!end) {
      running = true;
      return Optional.empty();
    }
    next = Optional.of(again.orElseGet(() -> clock.instant().plus(every)));
    return Optional.of(tally.pass());
  }

  /**
   * Whether a renewal is worth its place in the record: it lasts longer, by a quarter of what is
   * asked for or of its own life.
   *
   * @param old when the evidence expires as it is
   * @param last what the new time-stamp shows
   * @param before how long before it expires evidence is due
   */
  public static boolean gains(Instant old, VerifiedTime last, Duration before) {
    Duration life = Duration.between(last.time(), last.expires());
    Duration least = (life.compareTo(before) < 0 ? life : before).dividedBy(ENOUGH);
    return last.expires().isAfter(old.plus(least));
  }

  private boolean isTime() {
    Instant now = clock.instant();
    // a clock that has gone back must not stop it
    return next.isEmpty() || !next.get().isAfter(now) || next.get().isAfter(now.plus(every));
  }

  /** Looks at the next rows; whether they were the last. */
  private boolean part() {
    List<Anchoring> rows = outbox.list(ledger, below, PART);
    Instant now = clock.instant();
    for (Anchoring row : rows) {
      below = row.size();
      if (row.state() == AnchoringState.FINAL) {
        look(row, now);
      }
    }
    return rows.size() < PART;
  }

  private void look(Anchoring row, Instant now) {
    AnchorEvidence evidence = row.evidence().orElseThrow();
    try {
      List<VerifiedTime> times =
          verifier.verify(evidence, row.checkpoint().checkpoint(), step -> {});
      Instant expires = times.get(times.size() - 1).expires();
      if (!expires.isAfter(now)) {
        tally.failed(row, "expired at " + expires + ", too late to be renewed");
      } else if (expires.isBefore(now.plus(before))) {
        due.add(new Due(row, expires));
        dueBytes += evidence.bytes().length;
      }
    } catch (RefusedException e) {
      tally.failed(row, e.step() + ": " + e.reason());
    }
  }

  private void renew() {
    Map<EvidenceRenewal.Aged, Due> rows = new HashMap<>();
    List<EvidenceRenewal.Aged> aged = new ArrayList<>();
    for (Due each : due) {
      EvidenceRenewal.Aged one =
          new EvidenceRenewal.Aged(
              each.row().evidence().orElseThrow(), each.row().checkpoint().checkpoint());
      aged.add(one);
      rows.put(one, each);
    }
    // that they are due has been found already
    EvidenceRenewal.Result result = renewal.renew(aged, Instant.MAX, Set.of());
    for (EvidenceRenewal.Renewed each : result.renewed()) {
      Due of = Objects.requireNonNull(rows.get(each.of()));
      if (gains(of.expires(), each.last(), before)) {
        store(of.row().renewed(each.evidence()));
      } else {
        tally.waiting++;
      }
    }
    for (EvidenceRenewal.Failed each : result.failed()) {
      RefusedException refusal = each.refusal();
      tally.failed(
          Objects.requireNonNull(rows.get(each.of())).row(),
          refusal.step() + ": " + refusal.reason());
    }
  }

  private void store(Anchoring row) {
    try {
      outbox.move(row);
      tally.renewed++;
    } catch (OutboxConflictException e) {
      // another has stored newer evidence: nothing is lost, and the next pass looks at it
      return;
    }
  }

  private void forget() {
    due.clear();
    dueBytes = 0;
  }

  private record Due(Anchoring row, Instant expires) {}

  private static final class Tally {
    private final List<String> problems = new ArrayList<>();
    private int renewed;
    private int waiting;
    private int failed;

    void failed(Anchoring row, String why) {
      failed++;
      if (problems.size() < MAX_PROBLEMS) {
        problems.add(row.checkpoint().checkpoint() + ": " + why);
      }
    }

    Pass pass() {
      return new Pass(renewed, waiting, failed, List.copyOf(problems));
    }
  }
}
