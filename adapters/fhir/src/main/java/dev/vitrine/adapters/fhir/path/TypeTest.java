package dev.vitrine.adapters.fhir.path;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code is}, {@code as} and {@code ofType} with one type. {@code is} counts derived types in;
 * {@code as} and {@code ofType} take the very type, as the published tests for R4 have it, and so
 * refuse types that others derive from where the two readings could differ.
 */
final class TypeTest {
  private final String type;
  private final boolean bare;
  private final int position;

  /**
   * Checks the name of the type.
   *
   * @param specifier as written, maybe with {@code FHIR.} or {@code System.} before it
   */
  TypeTest(String specifier, int position) throws FhirPathException {
    this.position = position;
    this.bare = specifier.indexOf('.') < 0;
    String name = specifier.startsWith("FHIR.") ? specifier.substring(5) : specifier;
    boolean system = bare && !Types.known(name) && Types.known(Types.SYSTEM + name);
    this.type = system ? Types.SYSTEM + name : name;
    if (!Types.known(type) && !type.startsWith(Types.SYSTEM)) {
      throw FhirPathException.invalid(position, "an unknown type: " + specifier);
    }
  }

  static boolean isFunction(String name) {
    return name.equals("is") || name.equals("as") || name.equals("ofType");
  }

  Node node(String operation, Node input) throws FhirPathException {
    boolean filter = !operation.equals("is");
    if (filter && Types.isAbstract(type)) {
      throw FhirPathException.unsupported(position, operation + "() with an abstract type");
    }
    return new Nodes.TypeOf(input, type, filter, this, operation);
  }

  List<Item> apply(String operation, List<Item> input) throws FhirPathException {
    return switch (operation) {
      case "is" -> is(input);
      case "as" -> as(input);
      default -> filtered(input);
    };
  }

  private List<Item> is(List<Item> input) throws FhirPathException {
    if (input.isEmpty()) {
      return List.of();
    }
    String found = typeOf(Operators.single(input));
    return List.of(
        Item.of(Types.isA(found, type) || (bare && Types.isA(found, Types.SYSTEM + type))));
  }

  private List<Item> as(List<Item> input) throws FhirPathException {
    return input.size() > 1 ? List.of(Operators.single(input)) : filtered(input);
  }

  private List<Item> filtered(List<Item> input) throws FhirPathException {
    List<Item> found = new ArrayList<>();
    for (Item item : input) {
      String of = typeOf(item);
      if (of.equals(type) || (bare && of.equals(Types.SYSTEM + type))) {
        found.add(item);
      } else if (Types.isA(of, type) && item.object() != null) {
        throw FhirPathException.evaluation("a type that derives from the one asked for");
      }
    }
    return found;
  }

  private static String typeOf(Item item) throws FhirPathException {
    if (item.type() == null) {
      throw FhirPathException.evaluation("an element whose type is not known");
    }
    return item.type();
  }
}
