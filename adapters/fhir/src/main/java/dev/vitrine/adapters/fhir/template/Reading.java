package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import org.jspecify.annotations.Nullable;

/** The kinds of slots that hold one text, and what each reads a value as. */
enum Reading {
  /** A primitive as it was written. */
  TEXT {
    @Override
    @Nullable String of(Json value) {
      return value instanceof JsonPrimitive primitive && !primitive.isNull()
          ? primitive.text()
          : null;
    }
  },
  /** A primitive that is a string, as it was written. */
  CODE {
    @Override
    @Nullable String of(Json value) {
      return value instanceof JsonPrimitive primitive && primitive.type() == 's'
          ? primitive.text()
          : null;
    }
  },
  /** {@code true} or {@code false}. */
  BOOLEAN {
    @Override
    @Nullable String of(Json value) {
      return value instanceof JsonPrimitive primitive && primitive.type() == 'b'
          ? primitive.text()
          : null;
    }
  },
  /** A CodeableConcept's or Coding's first code as {@code system|code}. */
  TOKEN {
    @Override
    @Nullable String of(Json value) {
      return Readings.token(value);
    }
  },
  /** A CodeableConcept's words. */
  WORDS {
    @Override
    @Nullable String of(Json value) {
      return value instanceof JsonObject object ? Readings.words(object) : null;
    }
  },
  /** An Identifier as {@code system|value}. */
  IDENTIFIER {
    @Override
    @Nullable String of(Json value) {
      return value instanceof JsonObject object ? Readings.identifier(object) : null;
    }
  },
  /** Where a Reference points to. */
  REFERENCE {
    @Override
    @Nullable String of(Json value) {
      return value instanceof JsonObject object ? Readings.reference(object) : null;
    }
  };

  /** The text, or null where the value is none of this kind. */
  abstract @Nullable String of(Json value);
}
