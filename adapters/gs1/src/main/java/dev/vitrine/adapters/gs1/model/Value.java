package dev.vitrine.adapters.gs1.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value: immutable, members in their order, numbers as they were written. */
public sealed interface Value {
  /** A string. */
  record Text(String text) implements Value {}

  /** A number's lexeme, as {@code 1.00}. */
  record Numeral(String lexeme) implements Value {}

  /** True or false. */
  record Flag(boolean value) implements Value {}

  /** Null. */
  record Null() implements Value {}

  /** An array. */
  record Items(List<Value> items) implements Value {
    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /** An object. */
  record Members(Map<String, Value> members) implements Value {
    /** An object without members. */
    public static final Members NONE = new Members(Map.of());

    /** Copies the map and keeps its order. */
    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The member's value, or null where there is none. */
    public @Nullable Value get(String name) {
      return members.get(name);
    }

    /** The member's text, or null where it is absent or no string. */
    public @Nullable String text(String name) {
      return members.get(name) instanceof Text text ? text.text() : null;
    }

    /** The member's lexeme, or null where it is absent or no number. */
    public @Nullable String number(String name) {
      return members.get(name) instanceof Numeral number ? number.lexeme() : null;
    }

    /** The member's items; none where it is absent or no array. */
    public List<Value> items(String name) {
      return members.get(name) instanceof Items items ? items.items() : List.of();
    }

    /** The member as an object; without members where it is absent or no object. */
    public Members object(String name) {
      return members.get(name) instanceof Members object ? object : NONE;
    }

    /** Those of the member's items that are objects. */
    public List<Members> objects(String name) {
      return items(name).stream()
          .filter(Members.class::isInstance)
          .map(Members.class::cast)
          .toList();
    }

    /** Those of the member's items that are strings. */
    public List<String> texts(String name) {
      return items(name).stream()
          .filter(Text.class::isInstance)
          .map(item -> ((Text) item).text())
          .toList();
    }
  }
}
