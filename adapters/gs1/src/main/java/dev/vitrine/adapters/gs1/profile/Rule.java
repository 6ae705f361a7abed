package dev.vitrine.adapters.gs1.profile;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One rule.
 *
 * @param code a stable name
 * @param when which events it speaks of
 * @param misses the places, as JSON Pointers, at which an event does not meet it
 * @param reason what is missing, and who asks for it
 */
record Rule(
    String code,
    Predicate<EpcisEvent> when,
    Function<EpcisEvent, List<String>> misses,
    String reason,
    String remedy) {

  /** A rule that an event meets or not, at one place. */
  static Rule of(
      String code,
      Predicate<EpcisEvent> when,
      String place,
      Predicate<EpcisEvent> met,
      String reason,
      String remedy) {
    return new Rule(
        code, when, event -> met.test(event) ? List.of() : List.of(place), reason, remedy);
  }
}
