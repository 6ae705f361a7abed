package dev.vitrine.adapters.fhir.path;

import java.util.ArrayList;
import java.util.List;

/** The parts of an expression that {@link Routes} may find a shorter way for. */
final class Nodes {
  private Nodes() {}

  /** The collection to the left of the dot. */
  enum Input implements Node {
    HERE;

    @Override
    public List<Item> on(Focus focus) {
      return focus.input();
    }
  }

  /** {@code left.right}. */
  record Dot(Node left, Node right) implements Node {
    @Override
    public List<Item> on(Focus focus) throws FhirPathException {
      return right.on(focus.on(left.on(focus)));
    }
  }

  /** The elements of one name. */
  record Member(String name) implements Node {
    @Override
    public List<Item> on(Focus focus) throws FhirPathException {
      return Navigation.members(focus.input(), name, focus.run());
    }
  }

  /** A type's name at the start of a path: whatever there is of that type. */
  record TypeName(String type) implements Node {
    @Override
    public List<Item> on(Focus focus) throws FhirPathException {
      List<Item> found = new ArrayList<>();
      for (Item item : focus.input()) {
        focus.run().step(1);
        if (item.type() != null && Types.isA(item.type(), type)) {
          found.add(item);
        }
      }
      return found;
    }
  }

  /** What is of one type. */
  record OfType(Node input, String type, TypeTest test) implements Node {
    @Override
    public List<Item> on(Focus focus) throws FhirPathException {
      return test.filtered(input.on(focus));
    }
  }

  /** The item at a place. */
  record Index(Node collection, Node place) implements Node {
    @Override
    public List<Item> on(Focus focus) throws FhirPathException {
      List<Item> items = collection.on(focus);
      List<Item> number = place.on(focus.argument());
      if (number.isEmpty()) {
        return List.of();
      }
      int at = Functions.integer(Operators.single(number));
      return at >= 0 && at < items.size() ? List.of(items.get(at)) : List.of();
    }
  }

  /** A literal. */
  record Constant(Item item, List<Item> items) implements Node {
    @Override
    public List<Item> on(Focus focus) {
      return items;
    }
  }

  /** A function on the collection to the left of the dot. */
  record Call(String name, List<Node> arguments, Functions.Function function) implements Node {
    @Override
    public List<Item> on(Focus focus) throws FhirPathException {
      return function.apply(focus, arguments);
    }
  }

  /** An operator with two sides. */
  record Operation(String operator, Node left, Node right, Operators.Binary binary)
      implements Node {
    @Override
    public List<Item> on(Focus focus) throws FhirPathException {
      return binary.apply(left.on(focus), right.on(focus), focus.run());
    }
  }
}
