package dev.vitrine.adapters.gs1.query;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one parameter asks of an event. None is fulfilled by a member's absence.
 *
 * @param members which of the event's members it looks at: it is only fulfilled by an event that
 *     has one of them. {@link #EXTENSIONS} stands for those EPCIS does not define; empty if it
 *     looks at what the repository knows itself
 * @param lookup how an index can narrow it, if it can
 */
record Criterion(Set<String> members, Optional<Lookup> lookup, Predicate<RecordedEvent> test) {
  /** Members that EPCIS does not define. */
  static final String EXTENSIONS = "*";

  /** The event's CBV hash, by which it is known as by its id. */
  static final String HASH = "#hash";

  static Criterion of(Set<String> members, Predicate<RecordedEvent> test) {
    return new Criterion(members, Optional.empty(), test);
  }

  static Criterion indexed(String member, Lookup lookup, Predicate<RecordedEvent> test) {
    return new Criterion(Set.of(member), Optional.of(lookup), test);
  }
}
