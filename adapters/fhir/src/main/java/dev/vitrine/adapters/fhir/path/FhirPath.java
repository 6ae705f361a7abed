package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression. Immutable and safe for use by many threads.
 *
 * <p>Guarantees that what it answers is what FHIRPath says, or that it does not answer: whatever is
 * outside of the subset in {@code docs/fhir.md} is refused by {@link #compile}. What an evaluation
 * may cost is bounded by {@link PathLimits}.
 */
public final class FhirPath {
  private final String text;
  private final Node node;
  private final @Nullable Routes routes;
  private final @Nullable Condition condition;
  private final @Nullable Joined joined;
  private final @Nullable Set<String> types;

  private FhirPath(
      String text,
      Node node,
      @Nullable Routes routes,
      @Nullable Condition condition,
      @Nullable Joined joined,
      @Nullable Set<String> types) {
    this.text = text;
    this.node = node;
    this.routes = routes;
    this.condition = condition;
    this.joined = joined;
    this.types = types;
  }

  /**
   * Compiles an expression over resources of any type.
   *
   * @throws FhirPathException if it is not well formed, outside of the subset, or too complex
   */
  public static FhirPath compile(String text) throws FhirPathException {
    return new FhirPath(text, Parser.parse(text), null, null, null, null);
  }

  /**
   * Compiles an expression over resources of one type. It is evaluated faster than one over any.
   *
   * @throws FhirPathException also if it asks for an element that the type does not have
   */
  public static FhirPath compile(String text, String resource) throws FhirPathException {
    Node node = Parser.parse(text);
    Routes.Finder finder = new Routes.Finder(TypeCheck.of(node, resource));
    return new FhirPath(
        text, node, finder.of(node), finder.condition(node), Joined.of(node, finder), null);
  }

  /**
   * The same expression, whose first item counts only if its type is not known or one of these: a
   * string is not to be taken for a date because it looks like one.
   */
  public FhirPath limitedTo(Set<String> allowed) {
    return new FhirPath(
        text, node, routes == null ? null : routes.limitedTo(allowed), condition, joined, allowed);
  }

  /** The same expression without its shorter way, for tests that hold the two together. */
  FhirPath byNodes() {
    return new FhirPath(text, node, null, null, null, types);
  }

  /** The names of the functions in the subset. */
  public static Set<String> functions() {
    return Functions.names();
  }

  /**
   * The values it gives for {@code resource}, in order: those of elements as in the document, and
   * those it made. An element that has no value but only extensions is left out.
   *
   * @throws FhirPathException if FHIRPath says that evaluation ends with an error, or it costs more
   *     than allowed
   */
  public List<Json> values(JsonObject resource, References references) throws FhirPathException {
    List<Json> values = new ArrayList<>();
    if (routes != null && routes.single()) {
      routes.all(resource, references.within(resource), values);
      values.removeIf(value -> value instanceof JsonPrimitive primitive && primitive.isNull());
      return values;
    }
    if (joined != null) {
      values.add(joined.text(resource, references.within(resource)));
      return values;
    }
    for (Item item : items(resource, references)) {
      if (item.json() != null) {
        values.add(item.json());
      }
    }
    return values;
  }

  /** The first item's value, or null where there is none. */
  public @Nullable Json first(JsonObject resource, References references) throws FhirPathException {
    if (routes != null) {
      Json found = routes.first(resource, references.within(resource));
      return found instanceof JsonPrimitive value && value.isNull() ? null : found;
    }
    if (joined != null) {
      return joined.text(resource, references.within(resource));
    }
    List<Item> items = items(resource, references);
    if (items.isEmpty()) {
      return null;
    }
    String type = items.get(0).type();
    boolean counts = type == null || types == null || types.contains(type);
    return counts ? items.get(0).json() : null;
  }

  /** The name of the first item's type, as {@code Quantity}; null where there is none. */
  public @Nullable String type(JsonObject resource, References references)
      throws FhirPathException {
    List<Item> items = items(resource, references);
    return items.isEmpty() ? null : items.get(0).type();
  }

  /** Whether it gives {@code true}. Nothing is not true. */
  public boolean holds(JsonObject resource, References references) throws FhirPathException {
    return condition != null
        ? condition.holds(resource, references.within(resource))
        : Logic.criterion(items(resource, references)).orElse(false);
  }

  /** The items it gives, with their types. */
  List<Item> items(JsonObject resource, References references) throws FhirPathException {
    return node.on(Focus.of(new Run(resource, references)));
  }

  /** The expression as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
