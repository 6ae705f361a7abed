package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonArray;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When two values are equal (FHIRPath, section 6.1). Elements with parts are equal if all their
 * parts are, whatever the order of their names. Empty where FHIRPath says neither yes nor no.
 */
final class Equality {
  private Equality() {}

  /** Equality of collections: of the same length, and equal item by item. */
  static Optional<Boolean> of(List<Item> left, List<Item> right, Run run) throws FhirPathException {
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    if (left.size() != right.size()) {
      return Optional.of(false);
    }
    boolean sure = true;
    for (int i = 0; i < left.size(); i++) {
      Optional<Boolean> one = of(left.get(i), right.get(i), run);
      if (one.isPresent() && !one.get()) {
        return one;
      }
      sure &= one.isPresent();
    }
    return sure ? Optional.of(true) : Optional.empty();
  }

  /** Equality of two items. */
  static Optional<Boolean> of(Item left, Item right, Run run) throws FhirPathException {
    run.step(1);
    if (isQuantity(left) && isQuantity(right) && left.object() != null && right.object() != null) {
      return quantities(left, right, run);
    }
    boolean leftMoment = left.string() != null && isMoment(left);
    boolean rightMoment = right.string() != null && isMoment(right);
    if (leftMoment && rightMoment) {
      return Moment.of(left).equal(Moment.of(right));
    }
    if (leftMoment || rightMoment) {
      requireKnown(leftMoment ? right : left);
      return Optional.of(false);
    }
    return Optional.of(same(left.json(), right.json(), run));
  }

  /** Whether an item is among others; what is neither equal nor unequal is not. */
  static boolean among(Item item, List<Item> others, Run run) throws FhirPathException {
    for (Item other : others) {
      if (of(item, other, run).orElse(false)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isQuantity(Item item) {
    return item.type() != null && Types.isA(item.type(), "Quantity");
  }

  private static boolean isMoment(Item item) {
    return item.type() != null && Types.isMoment(item.type());
  }

  /** A string of unknown type might be a date: no answer is better than a wrong one. */
  private static void requireKnown(Item item) throws FhirPathException {
    if (item.type() == null && item.string() != null) {
      throw FhirPathException.evaluation("a date is compared with an element of unknown type");
    }
  }

  /** Alike to the letter, or else nothing is said: units would have to be converted. */
  private static Optional<Boolean> quantities(Item left, Item right, Run run)
      throws FhirPathException {
    return same(left.json(), right.json(), run) ? Optional.of(true) : Optional.empty();
  }

  private static boolean same(@Nullable Json left, @Nullable Json right, Run run)
      throws FhirPathException {
    run.step(1);
    if (left instanceof JsonPrimitive a && right instanceof JsonPrimitive b) {
      return a.type() == b.type()
          && (a.type() == 'n'
              ? new BigDecimal(a.text()).compareTo(new BigDecimal(b.text())) == 0
              : a.text().equals(b.text()));
    }
    if (left instanceof JsonArray a && right instanceof JsonArray b) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = same(a.at(i), b.at(i), run);
      }
      return same;
    }
    if (left instanceof JsonObject a && right instanceof JsonObject b) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = same(a.value(i), b.get(a.name(i)), run);
      }
      return same;
    }
    return false;
  }
}
