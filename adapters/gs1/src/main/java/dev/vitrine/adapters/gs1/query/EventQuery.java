package dev.vitrine.adapters.gs1.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A SimpleEventQuery (EPCIS 2.0 §8.2.7.1): immutable, read by {@link QueryReader}. An event matches
 * if it fulfils what every parameter asks; none is fulfilled by what an event lacks, so of two
 * views of an event the one that holds less matches no more queries.
 */
public final class EventQuery {
  /** Stands for all members that EPCIS does not define. */
  public static final String EXTENSIONS = Criterion.EXTENSIONS;

  /** Stands for the event's CBV hash, which is no member. */
  public static final String HASH = Criterion.HASH;

  private final String text;
  private final List<Criterion> criteria;
  private final @Nullable Ordering ordering;
  private final @Nullable Long countLimit;
  private final @Nullable Long maxCount;
  private final @Nullable Instant recordedFrom;
  private final @Nullable Instant recordedBefore;

  EventQuery(
      String text,
      List<Criterion> criteria,
      @Nullable Ordering ordering,
      @Nullable Long countLimit,
      @Nullable Long maxCount,
      @Nullable Instant recordedFrom,
      @Nullable Instant recordedBefore) {
    this.text = text;
    this.criteria = List.copyOf(criteria);
    this.ordering = ordering;
    this.countLimit = countLimit;
    this.maxCount = maxCount;
    this.recordedFrom = recordedFrom;
    this.recordedBefore = recordedBefore;
  }

  /** All parameters in one canonical form: two queries are the same if these are. */
  public String text() {
    return text;
  }

  /** Whether the event matches. */
  public boolean matches(RecordedEvent event) {
    for (Criterion criterion : criteria) {
      if (!criterion.test().test(event)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether an event that only has members of which {@code may} holds could match. Where it could
   * not, nothing needs to be looked up, and nothing can be learned from how long that takes.
   *
   * @param may of members by name, and of {@link #EXTENSIONS}
   */
  public boolean mayMatch(Predicate<String> may) {
    return criteria.stream()
        .map(Criterion::members)
        .allMatch(members -> members.isEmpty() || members.stream().anyMatch(may));
  }

  /** Tags of which a matching event carries one each. */
  public List<Lookup> lookups() {
    return criteria.stream().flatMap(criterion -> criterion.lookup().stream()).toList();
  }

  /** The order asked for. */
  public Optional<Ordering> ordering() {
    return Optional.ofNullable(ordering);
  }

  /** Only so many, the first in the order, are wanted. */
  public OptionalLong eventCountLimit() {
    return countLimit == null ? OptionalLong.empty() : OptionalLong.of(countLimit);
  }

  /** More than so many are an error. */
  public OptionalLong maxEventCount() {
    return maxCount == null ? OptionalLong.empty() : OptionalLong.of(maxCount);
  }

  /** An event recorded earlier does not match. */
  public Optional<Instant> recordedFrom() {
    return Optional.ofNullable(recordedFrom);
  }

  /** An event recorded then or later does not match. */
  public Optional<Instant> recordedBefore() {
    return Optional.ofNullable(recordedBefore);
  }

  /** Names nothing of what was asked. */
  @Override
  public String toString() {
    return "EventQuery[" + criteria.size() + " criteria]";
  }
}
