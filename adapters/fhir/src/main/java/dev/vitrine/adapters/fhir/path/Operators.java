package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators with two sides give. */
final class Operators {
  /** Combines two collections. */
  interface Binary {
    List<Item> apply(List<Item> left, List<Item> right, Run run) throws FhirPathException;
  }

  /** Combines two booleans of which either may be neither true nor false. */
  interface Connective {
    Optional<Boolean> apply(Optional<Boolean> left, Optional<Boolean> right);
  }

  private Operators() {}

  /** The node for an operator of two sides, each evaluated where the operator stands. */
  static Node of(String operator, Node left, Node right, int position) throws FhirPathException {
    Binary binary =
        switch (operator) {
          case "=" -> (a, b, run) -> Logic.item(Equality.of(a, b, run));
          case "!=" -> (a, b, run) -> Logic.item(Equality.of(a, b, run).map(is -> !is));
          case "|" -> Operators::union;
          case "in" -> Operators::in;
          case "contains" -> (a, b, run) -> in(b, a, run);
          case "<" -> (a, b, run) -> ordered(a, b, order -> order < 0);
          case "<=" -> (a, b, run) -> ordered(a, b, order -> order <= 0);
          case ">" -> (a, b, run) -> ordered(a, b, order -> order > 0);
          case ">=" -> (a, b, run) -> ordered(a, b, order -> order >= 0);
          case "&" -> Operators::concatenate;
          case "and" -> connective(Logic::and);
          case "or" -> connective(Logic::or);
          case "xor" -> connective(Logic::xor);
          case "implies" -> connective(Logic::implies);
          default -> throw FhirPathException.unsupported(position, "operator " + operator);
        };
    return new Nodes.Operation(operator, left, right, binary);
  }

  private static Binary connective(Connective connective) {
    return (a, b, run) -> Logic.item(connective.apply(Logic.of(a), Logic.of(b)));
  }

  /** Both, without what is there twice. */
  static List<Item> union(List<Item> left, List<Item> right, Run run) throws FhirPathException {
    List<Item> all = new ArrayList<>();
    for (List<Item> side : List.of(left, right)) {
      for (Item item : side) {
        if (!Equality.among(item, all, run)) {
          all.add(item);
        }
      }
    }
    return all;
  }

  private static List<Item> in(List<Item> one, List<Item> collection, Run run)
      throws FhirPathException {
    if (one.isEmpty()) {
      return List.of();
    }
    return List.of(Item.of(Equality.among(single(one), collection, run)));
  }

  private static List<Item> concatenate(List<Item> left, List<Item> right, Run run)
      throws FhirPathException {
    String joined = part(left) + part(right);
    run.text(joined.length());
    return List.of(Item.of(joined));
  }

  private static String part(List<Item> collection) throws FhirPathException {
    return collection.isEmpty() ? "" : string(single(collection));
  }

  /** The only item of a collection that is not empty. */
  static Item single(List<Item> collection) throws FhirPathException {
    if (collection.size() != 1) {
      throw FhirPathException.evaluation("several items where one may be");
    }
    return collection.get(0);
  }

  /** The text of an item that must be a string. */
  static String string(Item item) throws FhirPathException {
    String text = item.string();
    if (text == null
        || (item.type() != null
            && item.type().startsWith(Types.SYSTEM)
            && !item.type().equals(Types.STRING))) {
      throw FhirPathException.evaluation("no string where one is wanted");
    }
    return text;
  }

  /** The number of an item, or null where it is none. */
  static @Nullable BigDecimal number(Item item) {
    JsonPrimitive value = item.primitive();
    return value != null && value.type() == 'n' ? new BigDecimal(value.text()) : null;
  }

  /** A number, with its sign turned where there is a minus before it. */
  static Item signed(Item item, boolean minus) throws FhirPathException {
    if (!(item.json() instanceof JsonPrimitive value) || value.type() != 'n') {
      throw FhirPathException.evaluation("a sign before what is no number");
    }
    if (!minus) {
      return item;
    }
    String text = value.text();
    String turned = text.startsWith("-") ? text.substring(1) : '-' + text;
    return new Item(new JsonPrimitive('n', turned), null, item.type());
  }

  private static List<Item> ordered(
      List<Item> left, List<Item> right, java.util.function.IntPredicate wanted)
      throws FhirPathException {
    if (left.isEmpty() || right.isEmpty()) {
      return List.of();
    }
    Optional<Integer> order = order(single(left), single(right));
    return order.isEmpty() ? List.of() : List.of(Item.of(wanted.test(order.get())));
  }

  /** Numbers, texts or moments; anything else, or elements of unknown type, have no order here. */
  private static Optional<Integer> order(Item left, Item right) throws FhirPathException {
    BigDecimal one = number(left);
    BigDecimal two = number(right);
    if (one != null && two != null) {
      return Optional.of(one.compareTo(two));
    }
    String type = left.type();
    String other = right.type();
    if (type != null && other != null && left.string() != null && right.string() != null) {
      if (Types.isMoment(type) && Types.isMoment(other)) {
        Moment first = Moment.of(left);
        Moment second = Moment.of(right);
        if (first.time() == second.time()) {
          return first.order(second);
        }
      } else if (Types.isText(type) && Types.isText(other)) {
        return Optional.of(left.string().compareTo(right.string()));
      }
    }
    throw FhirPathException.evaluation("values that have no order");
  }
}
