package dev.vitrine.ledger.anchor;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An outbox in this process's memory: for tests and trying out. Its "durable" lasts as long as the
 * object. Safe between threads.
 */
public final class InMemoryOutbox implements Outbox {
  private static final Comparator<Anchoring> BY_SIZE = Comparator.comparingLong(Anchoring::size);

  private final Map<Key, Anchoring> rows = new LinkedHashMap<>();

  /** An empty outbox. */
  public InMemoryOutbox() {}

  @Override
  public synchronized Anchoring intend(String ledger, SignedCheckpoint checkpoint, Instant now) {
    Anchoring first = Anchoring.intended(ledger, checkpoint, now);
    return rows.computeIfAbsent(Key.of(first), absent -> first);
  }

  @Override
  public synchronized Anchoring move(Anchoring next) {
    Anchoring current = rows.get(Key.of(next));
    if (current == null || current.version() != next.version()) {
      throw new OutboxConflictException("the row was moved by another: " + next);
    }
    Anchoring stored = next.stored();
    rows.put(Key.of(next), stored);
    return stored;
  }

  @Override
  public synchronized List<Anchoring> open(String ledger, int max) {
    return of(ledger, row -> row.state().isOpen()).sorted(BY_SIZE).limit(bounded(max)).toList();
  }

  @Override
  public synchronized Standing standing(String ledger) {
    Optional<Anchoring> newestFinal = of(ledger, InMemoryOutbox::isFinal).max(BY_SIZE);
    long covered = newestFinal.map(Anchoring::size).orElse(0L);
    return new Standing(
        of(ledger, row -> true).max(BY_SIZE),
        newestFinal,
        of(ledger, row -> row.size() > covered).min(BY_SIZE));
  }

  @Override
  public synchronized Optional<Anchoring> find(String ledger, byte[] digest) {
    return Optional.ofNullable(rows.get(new Key(ledger, HexFormat.of().formatHex(digest))));
  }

  @Override
  public synchronized Optional<Anchoring> firstFinal(String ledger, long index) {
    return of(ledger, row -> isFinal(row) && row.size() > index).min(BY_SIZE);
  }

  @Override
  public synchronized List<Anchoring> list(String ledger, long below, int max) {
    return of(ledger, row -> row.size() < below)
        .sorted(BY_SIZE.reversed())
        .limit(bounded(max))
        .toList();
  }

  @Override
  public synchronized List<String> ledgers() {
    return rows.keySet().stream().map(Key::ledger).distinct().sorted().toList();
  }

  private Stream<Anchoring> of(String ledger, Predicate<Anchoring> wanted) {
    return rows.values().stream().filter(row -> row.ledger().equals(ledger)).filter(wanted);
  }

  private static boolean isFinal(Anchoring row) {
    return row.state() == AnchoringState.FINAL;
  }

  private static int bounded(int max) {
    if (max < 1 || max > MAX_ROWS) {
      throw new IllegalArgumentException("1 to " + MAX_ROWS + " rows");
    }
    return max;
  }

  private record Key(String ledger, String digest) {
    static Key of(Anchoring row) {
      return new Key(row.ledger(), HexFormat.of().formatHex(row.digest()));
    }
  }
}
