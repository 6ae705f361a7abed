package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonArray;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;

/** A criterion that is looked at without making collections. Says only where it is true. */
sealed interface Condition {
  /** Whether it is true for {@code object}; neither true nor false is not. */
  boolean holds(Json at, References references) throws FhirPathException;

  /** How many references are followed one after another. */
  default int targets() {
    return 0;
  }

  /** {@code name = 'text'}, or {@code !=}, where the element has one value. */
  record Equal(Route.Element element, String text, boolean equal) implements Condition {
    @Override
    public boolean holds(Json at, References references) {
      Json value = Route.element(at, element);
      if (value instanceof JsonArray array && array.size() == 1) {
        value = array.at(0);
      }
      if (value instanceof JsonPrimitive primitive && primitive.type() == 's') {
        return primitive.text().equals(text) == equal;
      }
      // several values, or one that is no string, are not equal to a text; nothing is neither
      return !equal && value != null;
    }
  }

  /** {@code route.exists()}. */
  record Exists(Route route, boolean wanted) implements Condition {
    @Override
    public int targets() {
      return route.targets();
    }

    @Override
    public boolean holds(Json at, References references) throws FhirPathException {
      return (route.first(at, references) != null) == wanted;
    }
  }

  /** Both. */
  record And(Condition left, Condition right) implements Condition {
    @Override
    public int targets() {
      return left.targets() + right.targets();
    }

    @Override
    public boolean holds(Json at, References references) throws FhirPathException {
      return left.holds(at, references) && right.holds(at, references);
    }
  }

  /** Either. */
  record Or(Condition left, Condition right) implements Condition {
    @Override
    public int targets() {
      return left.targets() + right.targets();
    }

    @Override
    public boolean holds(Json at, References references) throws FhirPathException {
      return left.holds(at, references) || right.holds(at, references);
    }
  }
}
