package dev.vitrine.adapters.fhir.path;

import java.util.ArrayList;
import java.util.List;

/** The parts of an expression that {@link Routes} may find a shorter way for. */
final class Nodes {
  private Nodes() {}

  /** Collections that are there before anything is asked for. */
  enum Place implements Node {
    /** What is to the left of the dot. */
    INPUT {
      @Override
      public List<Item> on(Focus focus) {
        return focus.input();
      }
    },
    /** {@code $this}. */
    SELF {
      @Override
      public List<Item> on(Focus focus) {
        return focus.self();
      }
    },
    /** {@code %resource}. */
    ROOT {
      @Override
      public List<Item> on(Focus focus) {
        return List.of(focus.run().root());
      }
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
  record Member(String name, int position) implements Node {
    @Override
    public List<Item> on(Focus focus) throws FhirPathException {
      return Navigation.members(focus.input(), name, focus.run());
    }
  }

  /** A type's name at the start of a path: whatever there is of that type. */
  record TypeName(String type, int position) implements Node {
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

  /** What is of one type, or whether something is. */
  record TypeOf(Node input, String type, boolean filter, TypeTest test, String operation)
      implements Node {
    @Override
    public List<Item> on(Focus focus) throws FhirPathException {
      return test.apply(operation, input.on(focus));
    }
  }

  /** A number with a sign before it. */
  record Sign(Node node, boolean minus) implements Node {
    @Override
    public List<Item> on(Focus focus) throws FhirPathException {
      List<Item> value = node.on(focus);
      return value.isEmpty() ? value : List.of(Operators.signed(Operators.single(value), minus));
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
  record Call(String name, List<Node> arguments, Functions.Function function, int position)
      implements Node {
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
