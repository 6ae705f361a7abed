package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions on strings (FHIRPath, sections 5.5 and 5.6). Positions count UTF-16 units. */
final class Texts {
  /** Where functions are written down. */
  interface Table {
    void add(String name, int[] arguments, Functions.Function function);
  }

  /** Two strings to a result. */
  interface Pair {
    Item apply(String input, String argument);
  }

  private static final int[] NONE = {0, 0};
  private static final int[] ONE = {1, 1};

  private Texts() {}

  static void addTo(Table table) {
    table.add("startsWith", ONE, pair((s, a) -> Item.of(s.startsWith(a))));
    table.add("endsWith", ONE, pair((s, a) -> Item.of(s.endsWith(a))));
    table.add("contains", ONE, pair((s, a) -> Item.of(s.contains(a))));
    table.add("indexOf", ONE, pair((s, a) -> Item.of(s.indexOf(a))));
    table.add("length", NONE, (f, a) -> one(input(f), s -> Item.of(s.length())));
    table.add("upper", NONE, (f, a) -> one(made(f), s -> Item.of(s.toUpperCase(Locale.ROOT))));
    table.add("lower", NONE, (f, a) -> one(made(f), s -> Item.of(s.toLowerCase(Locale.ROOT))));
    table.add("trim", NONE, (f, a) -> one(made(f), s -> Item.of(s.strip())));
    table.add("substring", new int[] {1, 2}, Texts::substring);
    table.add("replace", new int[] {2, 2}, Texts::replace);
    table.add("split", ONE, Texts::split);
    table.add("join", new int[] {0, 1}, Texts::join);
    table.add("toChars", NONE, Texts::toChars);
    table.add("toString", NONE, Texts::text);
  }

  private static Functions.Function pair(Pair pair) {
    return (focus, arguments) -> {
      String input = input(focus);
      String argument = argument(focus, arguments, 0);
      return input == null || argument == null ? List.of() : List.of(pair.apply(input, argument));
    };
  }

  private static List<Item> one(
      @Nullable String input, java.util.function.Function<String, Item> function) {
    return input == null ? List.of() : List.of(function.apply(input));
  }

  /** The string to the left of the dot, or null where there is nothing. */
  private static @Nullable String input(Focus focus) throws FhirPathException {
    return focus.input().isEmpty() ? null : Operators.string(Operators.single(focus.input()));
  }

  /** The same for a function that makes a string as long. */
  private static @Nullable String made(Focus focus) throws FhirPathException {
    String input = input(focus);
    focus.run().text(input == null ? 0 : input.length());
    return input;
  }

  private static @Nullable String argument(Focus focus, List<Node> arguments, int index)
      throws FhirPathException {
    List<Item> value = Functions.argument(focus, arguments, index);
    return value.isEmpty() ? null : Operators.string(Operators.single(value));
  }

  private static List<Item> substring(Focus focus, List<Node> arguments) throws FhirPathException {
    String input = made(focus);
    List<Item> start = Functions.argument(focus, arguments, 0);
    if (input == null || start.isEmpty()) {
      return List.of();
    }
    int from = Functions.integer(Operators.single(start));
    if (from < 0 || from >= input.length()) {
      return List.of();
    }
    int length = arguments.size() < 2 ? input.length() : Functions.number(focus, arguments, 1);
    int to = (int) Math.min(input.length(), from + (long) Math.max(length, 0));
    return List.of(Item.of(input.substring(from, to)));
  }

  private static List<Item> replace(Focus focus, List<Node> arguments) throws FhirPathException {
    String input = made(focus);
    String pattern = argument(focus, arguments, 0);
    String substitution = argument(focus, arguments, 1);
    if (input == null || pattern == null || substitution == null) {
      return List.of();
    }
    focus.run().text((input.length() + 1L) * (substitution.length() + 1L));
    return List.of(Item.of(input.replace(pattern, substitution)));
  }

  private static List<Item> split(Focus focus, List<Node> arguments) throws FhirPathException {
    String input = made(focus);
    String separator = argument(focus, arguments, 0);
    if (input == null || separator == null) {
      return List.of();
    }
    if (separator.isEmpty()) {
      return chars(input, focus.run());
    }
    List<Item> parts = new ArrayList<>();
    int from = 0;
    for (int at = input.indexOf(separator); at >= 0; at = input.indexOf(separator, from)) {
      focus.run().step(1);
      parts.add(Item.of(input.substring(from, at)));
      from = at + separator.length();
    }
    parts.add(Item.of(input.substring(from)));
    return parts;
  }

  private static List<Item> join(Focus focus, List<Node> arguments) throws FhirPathException {
    if (focus.input().isEmpty()) {
      return List.of();
    }
    String separator = arguments.isEmpty() ? "" : argument(focus, arguments, 0);
    StringBuilder joined = new StringBuilder();
    String between = "";
    for (Item item : focus.input()) {
      String text = Operators.string(item);
      focus.run().text((long) text.length() + between.length());
      joined.append(between).append(text);
      between = separator == null ? "" : separator;
    }
    return List.of(Item.of(joined.toString()));
  }

  private static List<Item> toChars(Focus focus, List<Node> arguments) throws FhirPathException {
    String input = made(focus);
    return input == null ? List.of() : chars(input, focus.run());
  }

  private static List<Item> chars(String input, Run run) throws FhirPathException {
    run.step(input.length());
    List<Item> chars = new ArrayList<>();
    for (int i = 0; i < input.length(); i++) {
      chars.add(Item.of(input.substring(i, i + 1)));
    }
    return chars;
  }

  /** A primitive as it was written; what has parts has no text. */
  private static List<Item> text(Focus focus, List<Node> arguments) throws FhirPathException {
    if (focus.input().isEmpty()) {
      return List.of();
    }
    JsonPrimitive value = Operators.single(focus.input()).primitive();
    return value == null ? List.of() : List.of(Item.of(value.text()));
  }
}
