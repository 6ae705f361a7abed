package dev.vitrine.adapters.gs1.profile;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.proofs.record.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A named set of rules that events of one party have to meet beside EPCIS's own.
 *
 * <p>A profile judges one event by itself: it says what a step must tell, not whether the steps
 * before it were told. An event of a step that a profile does not know passes.
 */
public enum Profile {
  /** US traceability of foods: see {@link Fsma204}. */
  FSMA_204("fsma204", Fsma204.RULES),
  /** US prescription drugs: see {@link Dscsa}. */
  DSCSA("dscsa", Dscsa.RULES);

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // rules hold no state
  private final List<Rule> rules;

  Profile(String id, List<Rule> rules) {
    this.id = id;
    this.rules = rules;
  }

  /** Its name in configuration. */
  public String id() {
    return id;
  }

  /** The profile of that name. */
  public static Optional<Profile> named(String id) {
    for (Profile profile : values()) {
      if (profile.id.equals(id)) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }

  /** What it misses in an event, with places as JSON Pointers from the event; none if it passes. */
  public List<Problem> check(EpcisEvent event) {
    List<Problem> problems = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.when().test(event)) {
        for (String place : rule.misses().apply(event)) {
          problems.add(new Problem(rule.code(), place, rule.reason(), rule.remedy()));
        }
      }
    }
    return problems;
  }
}
