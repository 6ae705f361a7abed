package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The functions of this subset (FHIRPath, section 5, and FHIR's {@code resolve, extension}). */
final class Functions {
  /** What a function does with the collection to the left of the dot. */
  interface Function {
    List<Item> apply(Focus focus, List<Node> arguments) throws FhirPathException;
  }

  private record Entry(int least, int most, Function function) {}

  private static final Map<String, Entry> TABLE = new HashMap<>();

  private Functions() {}

  static {
    add("empty", 0, 0, (f, a) -> List.of(Item.of(f.input().isEmpty())));
    add("exists", 0, 1, Functions::exists);
    add("all", 1, 1, Functions::all);
    add("not", 0, 0, (f, a) -> Logic.item(Logic.of(f.input()).map(is -> !is)));
    add("allTrue", 0, 0, (f, a) -> List.of(Item.of(only(f, true))));
    add("allFalse", 0, 0, (f, a) -> List.of(Item.of(only(f, false))));
    add("anyTrue", 0, 0, (f, a) -> List.of(Item.of(any(f, true))));
    add("anyFalse", 0, 0, (f, a) -> List.of(Item.of(any(f, false))));
    add("count", 0, 0, (f, a) -> List.of(Item.of(f.input().size())));
    add("where", 1, 1, Functions::where);
    add("select", 1, 1, Functions::select);
    add("repeat", 1, 1, Functions::repeat);
    add("first", 0, 0, (f, a) -> slice(f, 0, 1));
    add("last", 0, 0, (f, a) -> slice(f, f.input().size() - 1, f.input().size()));
    add("tail", 0, 0, (f, a) -> slice(f, 1, f.input().size()));
    add("skip", 1, 1, (f, a) -> slice(f, number(f, a, 0), f.input().size()));
    add("take", 1, 1, (f, a) -> slice(f, 0, number(f, a, 0)));
    add("single", 0, 0, Functions::single);
    add("distinct", 0, 0, (f, a) -> Operators.union(f.input(), List.of(), f.run()));
    add("isDistinct", 0, 0, Functions::isDistinct);
    add("union", 1, 1, (f, a) -> Operators.union(f.input(), argument(f, a, 0), f.run()));
    add("combine", 1, 1, Functions::combine);
    add("intersect", 1, 1, Functions::intersect);
    add("exclude", 1, 1, (f, a) -> kept(f, argument(f, a, 0), false));
    add("subsetOf", 1, 1, (f, a) -> subset(f.input(), argument(f, a, 0), f.run()));
    add("supersetOf", 1, 1, (f, a) -> subset(argument(f, a, 0), f.input(), f.run()));
    add("iif", 2, 3, Functions::iif);
    add("children", 0, 0, (f, a) -> Navigation.children(f.input(), f.run()));
    add("descendants", 0, 0, (f, a) -> Navigation.descendants(f.input(), f.run()));
    add("extension", 1, 1, Functions::extension);
    add("hasValue", 0, 0, Functions::hasValue);
    add("resolve", 0, 0, Functions::resolve);
    Texts.addTo((name, count, function) -> add(name, count[0], count[1], function));
  }

  private static void add(String name, int least, int most, Function function) {
    TABLE.put(name, new Entry(least, most, function));
  }

  /** The names of all functions, in order. */
  static Set<String> names() {
    return new TreeSet<>(TABLE.keySet());
  }

  /** The node for a call. */
  static Node call(Token name, List<Node> arguments) throws FhirPathException {
    Entry entry = TABLE.get(name.text());
    if (entry == null) {
      throw FhirPathException.unsupported(name.position(), "function " + name.text() + "()");
    }
    if (arguments.size() < entry.least || arguments.size() > entry.most) {
      throw FhirPathException.invalid(
          name.position(), name.text() + "() with another number of arguments");
    }
    return new Nodes.Call(name.text(), List.copyOf(arguments), entry.function, name.position());
  }

  /** What an argument gives that is evaluated once. */
  static List<Item> argument(Focus focus, List<Node> arguments, int index)
      throws FhirPathException {
    return arguments.get(index).on(focus.argument());
  }

  /** An argument that must be one integer. */
  static int number(Focus focus, List<Node> arguments, int index) throws FhirPathException {
    return integer(Operators.single(argument(focus, arguments, index)));
  }

  static int integer(Item item) throws FhirPathException {
    BigDecimal number = Operators.number(item);
    try {
      if (number != null) {
        return number.intValueExact();
      }
    } catch (ArithmeticException e) {
      throw FhirPathException.evaluation("a number that is no integer, or too large");
    }
    throw FhirPathException.evaluation("no integer where one is wanted");
  }

  private static Optional<Boolean> holds(Node criterion, Focus focus, Item item, int index)
      throws FhirPathException {
    focus.run().step(1);
    return Logic.criterion(criterion.on(focus.each(item, index)));
  }

  private static List<Item> exists(Focus focus, List<Node> arguments) throws FhirPathException {
    if (arguments.isEmpty()) {
      return List.of(Item.of(!focus.input().isEmpty()));
    }
    return List.of(Item.of(!where(focus, arguments).isEmpty()));
  }

  private static List<Item> all(Focus focus, List<Node> arguments) throws FhirPathException {
    boolean all = true;
    for (int i = 0; i < focus.input().size(); i++) {
      all &= holds(arguments.get(0), focus, focus.input().get(i), i).orElse(false);
    }
    return List.of(Item.of(all));
  }

  private static boolean only(Focus focus, boolean wanted) throws FhirPathException {
    boolean only = true;
    for (Item item : focus.input()) {
      only &= Logic.criterion(List.of(item)).orElse(!wanted) == wanted;
    }
    return only;
  }

  private static boolean any(Focus focus, boolean wanted) throws FhirPathException {
    boolean any = false;
    for (Item item : focus.input()) {
      any |= Logic.criterion(List.of(item)).orElse(!wanted) == wanted;
    }
    return any;
  }

  private static List<Item> where(Focus focus, List<Node> arguments) throws FhirPathException {
    List<Item> found = new ArrayList<>();
    for (int i = 0; i < focus.input().size(); i++) {
      Item item = focus.input().get(i);
      if (holds(arguments.get(0), focus, item, i).orElse(false)) {
        found.add(item);
      }
    }
    return found;
  }

  private static List<Item> select(Focus focus, List<Node> arguments) throws FhirPathException {
    List<Item> found = new ArrayList<>();
    for (int i = 0; i < focus.input().size(); i++) {
      focus.run().step(1);
      found.addAll(arguments.get(0).on(focus.each(focus.input().get(i), i)));
    }
    return found;
  }

  /** Whatever can be reached by the argument again and again, each once. */
  private static List<Item> repeat(Focus focus, List<Node> arguments) throws FhirPathException {
    List<Item> found = new ArrayList<>();
    List<Item> level = focus.input();
    while (!level.isEmpty()) {
      List<Item> next = new ArrayList<>();
      for (Item item : select(focus.on(level), arguments)) {
        if (!Equality.among(item, found, focus.run())) {
          found.add(item);
          next.add(item);
        }
      }
      level = next;
    }
    return found;
  }

  private static List<Item> slice(Focus focus, int from, int to) {
    int size = focus.input().size();
    int low = Math.min(Math.max(from, 0), size);
    int high = Math.min(Math.max(to, low), size);
    return focus.input().subList(low, high);
  }

  private static List<Item> single(Focus focus, List<Node> arguments) throws FhirPathException {
    return focus.input().isEmpty() ? List.of() : List.of(Operators.single(focus.input()));
  }

  private static List<Item> isDistinct(Focus focus, List<Node> arguments) throws FhirPathException {
    int distinct = Operators.union(focus.input(), List.of(), focus.run()).size();
    return List.of(Item.of(distinct == focus.input().size()));
  }

  private static List<Item> combine(Focus focus, List<Node> arguments) throws FhirPathException {
    List<Item> all = new ArrayList<>(focus.input());
    all.addAll(argument(focus, arguments, 0));
    focus.run().step(all.size());
    return all;
  }

  private static List<Item> intersect(Focus focus, List<Node> arguments) throws FhirPathException {
    return Operators.union(
        kept(focus, argument(focus, arguments, 0), true), List.of(), focus.run());
  }

  /** Items that are among others, or that are not. */
  private static List<Item> kept(Focus focus, List<Item> others, boolean wanted)
      throws FhirPathException {
    List<Item> found = new ArrayList<>();
    for (Item item : focus.input()) {
      if (Equality.among(item, others, focus.run()) == wanted) {
        found.add(item);
      }
    }
    return found;
  }

  private static List<Item> subset(List<Item> some, List<Item> all, Run run)
      throws FhirPathException {
    for (Item item : some) {
      if (!Equality.among(item, all, run)) {
        return List.of(Item.FALSE);
      }
    }
    return List.of(Item.TRUE);
  }

  /** Only the branch that is taken is evaluated. */
  private static List<Item> iif(Focus focus, List<Node> arguments) throws FhirPathException {
    if (focus.input().size() > 1) {
      throw FhirPathException.evaluation("iif() on several items");
    }
    Focus inner =
        focus.input().isEmpty() || focus.input() == focus.self()
            ? focus.argument()
            : focus.each(focus.input().get(0), focus.index());
    if (Logic.criterion(arguments.get(0).on(inner)).orElse(false)) {
      return arguments.get(1).on(inner);
    }
    return arguments.size() > 2 ? arguments.get(2).on(inner) : List.of();
  }

  private static List<Item> extension(Focus focus, List<Node> arguments) throws FhirPathException {
    List<Item> url = argument(focus, arguments, 0);
    if (url.isEmpty()) {
      return List.of();
    }
    String wanted = Operators.string(Operators.single(url));
    List<Item> found = new ArrayList<>();
    for (Item item : focus.input()) {
      List<Item> owner =
          item.companion() == null
              ? List.of(item)
              : List.of(new Item(item.companion(), null, null));
      for (Item extension : Navigation.members(owner, "extension", focus.run())) {
        JsonObject object = extension.object();
        if (object != null && wanted.equals(object.string("url"))) {
          found.add(new Item(object, null, "Extension"));
        }
      }
    }
    return found;
  }

  private static List<Item> hasValue(Focus focus, List<Node> arguments) {
    List<Item> input = focus.input();
    return List.of(Item.of(input.size() == 1 && input.get(0).primitive() != null));
  }

  /** What references, or strings that are references, point to; what is not found is left out. */
  private static List<Item> resolve(Focus focus, List<Node> arguments) throws FhirPathException {
    List<Item> found = new ArrayList<>();
    for (Item item : focus.input()) {
      focus.run().step(1);
      String reference = item.object() == null ? item.string() : item.object().string("reference");
      JsonObject target = reference == null ? null : focus.run().references().find(reference);
      if (target != null) {
        found.add(Item.resource(target));
      }
    }
    return found;
  }
}
