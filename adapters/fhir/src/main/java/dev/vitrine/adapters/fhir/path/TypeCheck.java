package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.rules.R4;
import dev.vitrine.adapters.fhir.rules.R4Element;
import dev.vitrine.adapters.fhir.rules.R4Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows an expression through the types that its parts can have, and refuses what can't be: an
 * element that no such type has, and the order of what has none. Where types are not known, as
 * after {@code resolve()}, nothing is refused.
 */
final class TypeCheck {
  /** What is known of a member: how it is written in JSON. */
  enum Form {
    /** Under its own name, with elements of its own. */
    COMPLEX,
    /** Under its own name, maybe with a companion. */
    PRIMITIVE,
    /** Under its name and a type's. */
    CHOICE
  }

  /**
   * What a collection can hold.
   *
   * @param types names of types; null for any
   * @param ordered whether its order means something
   */
  private record Kind(@Nullable Set<String> types, boolean ordered) {
    static final Kind ANY = new Kind(null, true);

    static Kind of(String type) {
      return new Kind(Set.of(type), true);
    }

    Kind and(Kind other) {
      if (types == null || other.types == null) {
        return new Kind(null, ordered && other.ordered);
      }
      Set<String> both = new TreeSet<>(types);
      both.addAll(other.types);
      return new Kind(both, ordered && other.ordered);
    }
  }

  private static final Set<String> ORDERED =
      Set.of("first", "last", "tail", "skip", "take", "indexer");
  private static final Set<String> SAME =
      Set.of(
          "where",
          "first",
          "last",
          "tail",
          "skip",
          "take",
          "single",
          "distinct",
          "intersect",
          "exclude");
  private static final Set<String> NUMBERS = Set.of("count", "length", "indexOf");
  private static final Set<String> TEXTS =
      Set.of(
          "upper", "lower", "trim", "substring", "replace", "split", "join", "toChars", "toString");
  private static final Set<String> EACH =
      Set.of("where", "select", "exists", "all", "repeat", "iif");

  private final String root;
  private final Map<Nodes.Member, Form> forms = new HashMap<>();

  private TypeCheck(String root) {
    this.root = root;
  }

  /**
   * How each member of an expression over resources of one type is written, as far as is known.
   *
   * @throws FhirPathException if it asks for what can't be
   */
  static Map<Nodes.Member, Form> of(Node node, String resource) throws FhirPathException {
    TypeCheck check = new TypeCheck(resource);
    Kind start = Kind.of(resource);
    check.kind(node, start, start);
    return check.forms;
  }

  private Kind kind(Node node, Kind in, Kind self) throws FhirPathException {
    if (node instanceof Nodes.Dot dot) {
      return kind(dot.right(), kind(dot.left(), in, self), self);
    }
    if (node instanceof Nodes.Member member) {
      return member(member, in);
    }
    if (node instanceof Nodes.TypeName name) {
      return typeName(name, in);
    }
    if (node instanceof Nodes.TypeOf test) {
      kind(test.input(), in, self);
      return Kind.of(test.filter() ? test.type() : Types.BOOLEAN);
    }
    if (node instanceof Nodes.Index index) {
      kind(index.place(), self, self);
      return sorted("indexer", kind(index.collection(), in, self), -1);
    }
    if (node instanceof Nodes.Constant constant && constant.item().type() != null) {
      return Kind.of(constant.item().type());
    }
    if (node instanceof Nodes.Call call) {
      return call(call, in, self);
    }
    if (node instanceof Nodes.Operation operation) {
      return operation(operation, in, self);
    }
    if (node instanceof Nodes.Sign sign) {
      return kind(sign.node(), in, self);
    }
    if (node == Nodes.Place.INPUT) {
      return in;
    }
    if (node == Nodes.Place.SELF) {
      return self;
    }
    return node == Nodes.Place.ROOT ? Kind.of(root) : Kind.ANY;
  }

  private Kind operation(Nodes.Operation operation, Kind in, Kind self) throws FhirPathException {
    Kind left = kind(operation.left(), in, self);
    Kind right = kind(operation.right(), in, self);
    return switch (operation.operator()) {
      case "|" -> left.and(right);
      case "&" -> Kind.of(Types.STRING);
      default -> Kind.of(Types.BOOLEAN);
    };
  }

  private Kind call(Nodes.Call call, Kind in, Kind self) throws FhirPathException {
    Kind inner = EACH.contains(call.name()) ? in : self;
    Kind arguments = null;
    Kind last = Kind.ANY;
    for (int i = 0; i < call.arguments().size(); i++) {
      last = kind(call.arguments().get(i), inner, inner);
      boolean criterion = call.name().equals("iif") && i == 0;
      if (!criterion) {
        arguments = arguments == null ? last : arguments.and(last);
      }
    }
    String name = call.name();
    sorted(name, in, call.position());
    if (SAME.contains(name)) {
      return in;
    }
    if (NUMBERS.contains(name)) {
      return Kind.of(Types.INTEGER);
    }
    if (TEXTS.contains(name)) {
      return Kind.of(Types.STRING);
    }
    return switch (name) {
      case "select" -> last;
      case "iif" -> arguments == null ? Kind.ANY : arguments;
      case "union", "combine" -> in.and(last);
      case "extension" -> Kind.of("Extension");
      case "children", "descendants" -> new Kind(null, false);
      case "repeat", "resolve" -> Kind.ANY;
      default -> Kind.of(Types.BOOLEAN);
    };
  }

  private static Kind sorted(String function, Kind in, int position) throws FhirPathException {
    if (ORDERED.contains(function) && !in.ordered) {
      throw FhirPathException.invalid(position, "the order of children is not defined");
    }
    return in;
  }

  private static Kind typeName(Nodes.TypeName name, Kind in) throws FhirPathException {
    if (in.types == null) {
      return Types.isAbstract(name.type()) ? Kind.ANY : Kind.of(name.type());
    }
    Set<String> kept = new TreeSet<>();
    for (String type : in.types) {
      if (Types.isA(type, name.type())) {
        kept.add(type);
      }
    }
    if (kept.isEmpty()) {
      throw FhirPathException.invalid(
          name.position(), "a path over " + String.join(", ", in.types) + " begins with its type");
    }
    return new Kind(kept, in.ordered);
  }

  private Kind member(Nodes.Member member, Kind in) throws FhirPathException {
    if (in.types == null) {
      return new Kind(null, in.ordered);
    }
    Set<String> found = new TreeSet<>();
    Set<Form> written = new TreeSet<>();
    boolean any = false;
    for (String type : in.types) {
      R4Type table = R4.type(type);
      if (table == null) {
        continue;
      }
      if (table.kind() == R4Type.Kind.ANY_RESOURCE) {
        return Kind.ANY;
      }
      boolean primitive = table.kind() == R4Type.Kind.PRIMITIVE;
      for (R4Element element : elements(primitive ? R4.type("Element") : table, member.name())) {
        any |= element.type().kind() == R4Type.Kind.ANY_RESOURCE;
        found.add(element.type().name());
        written.add(primitive ? Form.CHOICE : form(element));
        if (primitive) {
          // beside a value, not in an object: never walked straight
          written.add(Form.COMPLEX);
        }
      }
    }
    if (found.isEmpty()) {
      throw FhirPathException.invalid(
          member.position(), String.join(", ", in.types) + " has no element " + member.name());
    }
    if (written.size() == 1) {
      forms.put(member, written.iterator().next());
    }
    return new Kind(any ? null : found, in.ordered);
  }

  private static Form form(R4Element element) {
    if (element.choice()) {
      return Form.CHOICE;
    }
    return element.type().kind() == R4Type.Kind.PRIMITIVE ? Form.PRIMITIVE : Form.COMPLEX;
  }

  /** The elements that FHIRPath calls by this name: one, or one for each type of a choice. */
  private static Set<R4Element> elements(@Nullable R4Type type, String name) {
    Set<R4Element> found = new java.util.LinkedHashSet<>();
    if (type != null) {
      R4Element plain = type.member(name);
      if (plain != null && !plain.choice()) {
        return Set.of(plain);
      }
      for (R4Element element : type.members()) {
        if (element.choice() && element.label().equals(name + "[x]")) {
          found.add(element);
        }
      }
    }
    return found;
  }
}
