package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonArray;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A simple path, walked straight through the tree without making collections on the way. Gives what
 * the expression's nodes give, faster; a test holds the two together.
 */
final class Route {
  /** Stands for an element that is there but has no value. */
  static final JsonPrimitive VALUELESS = new JsonPrimitive('z', "");

  /** What may follow a dot. */
  sealed interface Step {}

  /**
   * The element of a name.
   *
   * @param form how it is written
   * @param companion the name of what may stand beside it
   * @param types where it is a choice, of which types only; null for any
   */
  record Element(String name, TypeCheck.Form form, String companion, @Nullable Set<String> types)
      implements Step {}

  /** Elements that something holds for. */
  record Filter(Condition condition) implements Step {}

  /** A resource, if it is of this type. */
  record Typed(String type) implements Step {}

  /** What a reference points to. */
  record Target() implements Step {}

  private final @Nullable Route base;
  private final boolean only;
  private final Step[] steps;

  /**
   * A route.
   *
   * @param base where it starts: at the first item of another route; null for the resource itself
   * @param only whether the base must have one item; where it has several, there is nothing
   */
  Route(@Nullable Route base, boolean only, Step... steps) {
    this.base = base;
    this.only = only;
    this.steps = steps;
  }

  Route then(Step step) {
    Step[] more = new Step[steps.length + 1];
    System.arraycopy(steps, 0, more, 0, steps.length);
    more[steps.length] = step;
    return new Route(base, only, more);
  }

  /** The last step replaced. */
  Route ending(Step step) {
    Step[] same = steps.clone();
    same[same.length - 1] = step;
    return new Route(base, only, same);
  }

  /** The last step, or null. */
  @Nullable Step last() {
    return steps.length == 0 ? null : steps[steps.length - 1];
  }

  /** How many references are followed one after another, in filters too. */
  int targets() {
    int targets = base == null ? 0 : base.targets();
    for (Step step : steps) {
      if (step instanceof Target) {
        targets++;
      } else if (step instanceof Filter filter) {
        targets += filter.condition.targets();
      }
    }
    return targets;
  }

  /** The first item; {@link #VALUELESS} or null in its place where there is no value. */
  @Nullable Json first(Json from, References references) throws FhirPathException {
    Json start = start(from, references);
    return start == null ? null : walk(start, 0, references, null);
  }

  /** Adds every item to {@code all}. */
  void all(Json from, References references, List<Json> all) throws FhirPathException {
    Json start = start(from, references);
    if (start != null) {
      walk(start, 0, references, all);
    }
  }

  private @Nullable Json start(Json from, References references) throws FhirPathException {
    if (base == null) {
      return from;
    }
    if (!only) {
      return base.first(from, references);
    }
    List<Json> found = new ArrayList<>(2);
    base.all(from, references, found);
    if (found.size() > 1) {
      throw FhirPathException.evaluation("several items where one may be");
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private @Nullable Json walk(Json at, int step, References references, @Nullable List<Json> all)
      throws FhirPathException {
    if (step == steps.length) {
      if (all == null) {
        return at;
      }
      all.add(at);
      return null;
    }
    Step next = steps[step];
    if (next instanceof Element element) {
      return spread(element(at, element), step + 1, references, all);
    }
    if (next instanceof Filter filter) {
      return filter.condition.holds(at, references) ? walk(at, step + 1, references, all) : null;
    }
    if (next instanceof Typed typed) {
      String type = at instanceof JsonObject object ? object.string("resourceType") : null;
      return type != null && Types.isA(type, typed.type)
          ? walk(at, step + 1, references, all)
          : null;
    }
    JsonObject target = target(at, references);
    return target == null ? null : walk(target, step + 1, references, all);
  }

  private static @Nullable JsonObject target(Json at, References references) {
    String reference =
        at instanceof JsonObject object
            ? object.string("reference")
            : at instanceof JsonPrimitive value && value.type() == 's' ? value.text() : null;
    return reference == null ? null : references.find(reference);
  }

  private @Nullable Json spread(
      @Nullable Json value, int step, References references, @Nullable List<Json> all)
      throws FhirPathException {
    if (!(value instanceof JsonArray array)) {
      return value == null ? null : walk(value, step, references, all);
    }
    for (int i = 0; i < array.size(); i++) {
      Json found = walk(array.at(i), step, references, all);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The member of a name, or the choice under any of its types. */
  static @Nullable Json element(Json at, Element element) {
    if (!(at instanceof JsonObject object)) {
      return null;
    }
    if (element.form == TypeCheck.Form.CHOICE) {
      return choice(object, element);
    }
    Json found = object.get(element.name);
    return found == null
            && element.form == TypeCheck.Form.PRIMITIVE
            && object.has(element.companion)
        ? VALUELESS
        : found;
  }

  private static @Nullable Json choice(JsonObject object, Element element) {
    String name = element.name;
    int length = name.length();
    Json found = null;
    for (int i = 0; i < object.size(); i++) {
      String member = object.name(i);
      if (member.length() <= length) {
        continue;
      }
      if (member.startsWith(name)) {
        if (allowed(Types.ofChoice(member.substring(length)), element)) {
          return object.value(i);
        }
      } else if (member.startsWith(element.companion)
          && allowed(Types.ofChoice(member.substring(length + 1)), element)) {
        found = VALUELESS;
      }
    }
    return found;
  }

  private static boolean allowed(@Nullable String type, Element element) {
    return type != null && (element.types == null || element.types.contains(type));
  }
}
