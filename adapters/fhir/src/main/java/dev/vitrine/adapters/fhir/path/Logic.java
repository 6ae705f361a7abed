package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import java.util.List;
import java.util.Optional;

/** True, false and neither (FHIRPath, section 6.5), the last as an empty collection. */
final class Logic {
  private Logic() {}

  /**
   * A collection where FHIRPath wants one boolean: a single item that is none counts as true
   * (section 5.5, singleton evaluation).
   */
  static Optional<Boolean> of(List<Item> collection) throws FhirPathException {
    if (collection.isEmpty()) {
      return Optional.empty();
    }
    if (collection.size() > 1) {
      throw FhirPathException.evaluation("several items where a boolean is wanted");
    }
    JsonPrimitive value = collection.get(0).primitive();
    return Optional.of(value == null || value.type() != 'b' || value.text().equals("true"));
  }

  /** The result of a criterion, which must be a boolean or empty. */
  static Optional<Boolean> criterion(List<Item> collection) throws FhirPathException {
    if (!collection.isEmpty()) {
      JsonPrimitive value = collection.get(0).primitive();
      if (value == null || value.type() != 'b') {
        throw FhirPathException.evaluation("a criterion that is no boolean");
      }
    }
    return of(collection);
  }

  static List<Item> item(Optional<Boolean> value) {
    return value.map(is -> List.of(Item.of(is))).orElse(List.of());
  }

  static Optional<Boolean> and(Optional<Boolean> left, Optional<Boolean> right) {
    if (isFalse(left) || isFalse(right)) {
      return Optional.of(false);
    }
    return left.isPresent() && right.isPresent() ? Optional.of(true) : Optional.empty();
  }

  static Optional<Boolean> or(Optional<Boolean> left, Optional<Boolean> right) {
    if (isTrue(left) || isTrue(right)) {
      return Optional.of(true);
    }
    return left.isPresent() && right.isPresent() ? Optional.of(false) : Optional.empty();
  }

  static Optional<Boolean> xor(Optional<Boolean> left, Optional<Boolean> right) {
    return left.isPresent() && right.isPresent()
        ? Optional.of(!left.get().equals(right.get()))
        : Optional.empty();
  }

  static Optional<Boolean> implies(Optional<Boolean> left, Optional<Boolean> right) {
    return or(left.map(is -> !is), right);
  }

  private static boolean isTrue(Optional<Boolean> value) {
    return value.isPresent() && value.get();
  }

  private static boolean isFalse(Optional<Boolean> value) {
    return value.isPresent() && !value.get();
  }
}
