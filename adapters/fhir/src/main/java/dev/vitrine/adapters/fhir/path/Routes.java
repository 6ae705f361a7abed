package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The routes that lead to what an expression gives, in order, where it is simple enough for them.
 */
final class Routes {
  private final List<Route> routes;

  private Routes(List<Route> routes) {
    this.routes = routes;
  }

  /** Finds routes, for members of which it is known how they are written. */
  static final class Finder {
    private final Map<Nodes.Member, TypeCheck.Form> forms;

    Finder(Map<Nodes.Member, TypeCheck.Form> forms) {
      this.forms = forms;
    }

    /** The routes of a whole expression, or null where it takes its nodes. */
    @Nullable Routes of(Node node) {
      List<Route> routes = routes(node);
      if (routes == null) {
        return null;
      }
      int targets = 0;
      for (Route route : routes) {
        targets = Math.max(targets, route.targets());
      }
      // references to references may be many times as many: only nodes count their steps
      return targets > 1 ? null : new Routes(routes);
    }

    private @Nullable List<Route> routes(Node node) {
      if (node instanceof Nodes.Dot dot) {
        List<Route> left = routes(dot.left());
        return left == null ? null : after(left, dot.right());
      }
      if (node instanceof Nodes.Operation union && union.operator().equals("|")) {
        List<Route> left = routes(union.left());
        List<Route> right = routes(union.right());
        if (left == null || right == null) {
          return null;
        }
        List<Route> both = new ArrayList<>(left);
        both.addAll(right);
        return both;
      }
      if (node instanceof Nodes.Index index) {
        List<Route> collection = routes(index.collection());
        return collection != null && isZero(index.place()) ? first(collection, false) : null;
      }
      if (node instanceof Nodes.TypeName type) {
        return List.of(new Route(null, false, new Route.Typed(type.type())));
      }
      return after(List.of(new Route(null, false)), node);
    }

    /** What follows the dot after {@code left}. */
    private @Nullable List<Route> after(List<Route> left, Node right) {
      if (right instanceof Nodes.Member member) {
        Route.Element element = element(member);
        return element == null ? null : each(left, element);
      }
      if (right instanceof Nodes.TypeOf test
          && test.input() == Nodes.Place.INPUT
          && test.operation().equals("ofType")) {
        return ofType(left, test.type());
      }
      if (!(right instanceof Nodes.Call call)) {
        return null;
      }
      return switch (call.name()) {
        case "first" -> first(left, false);
        case "single" -> first(left, true);
        case "resolve" -> each(left, new Route.Target());
        case "where" -> {
          Condition condition = condition(call.arguments().get(0));
          yield condition == null ? null : each(left, new Route.Filter(condition));
        }
        default -> null;
      };
    }

    private Route.@Nullable Element element(Nodes.Member member) {
      TypeCheck.Form form = forms.get(member);
      return form == null
          ? null
          : new Route.Element(member.name(), form, '_' + member.name(), null);
    }

    private List<Route> each(List<Route> left, Route.Step step) {
      List<Route> all = new ArrayList<>();
      for (Route route : left) {
        all.add(route.then(step));
      }
      return all;
    }

    /** A choice of one type, or a resource of one type; other elements' types take the nodes. */
    private @Nullable List<Route> ofType(List<Route> left, String type) {
      if (Types.isA(type, "Resource")) {
        return each(left, new Route.Typed(type));
      }
      List<Route> all = new ArrayList<>();
      for (Route route : left) {
        if (!(route.last() instanceof Route.Element element)
            || element.form() != TypeCheck.Form.CHOICE
            || element.types() != null
            || Types.hasDerived(type)) {
          return null;
        }
        all.add(route.ending(limited(element, Set.of(type))));
      }
      return all;
    }

    private @Nullable List<Route> first(List<Route> of, boolean only) {
      return of.size() == 1 ? List.of(new Route(of.get(0), only)) : null;
    }

    private boolean isZero(Node node) {
      if (node instanceof Nodes.Constant constant) {
        BigDecimal number = Operators.number(constant.item());
        return number != null && number.signum() == 0;
      }
      return false;
    }

    /** A criterion as a condition, or null where it takes its nodes. */
    @Nullable Condition condition(Node node) {
      if (node instanceof Nodes.Operation operation) {
        return operation(operation);
      }
      Node input = null;
      Node last = node;
      if (node instanceof Nodes.Dot dot) {
        input = dot.left();
        last = dot.right();
      }
      if (!(last instanceof Nodes.Call call)) {
        return null;
      }
      List<Route> routes = input == null ? List.of(new Route(null, false)) : routes(input);
      if (routes == null || routes.size() != 1) {
        return null;
      }
      Route route = routes.get(0);
      if (call.name().equals("empty")) {
        return new Condition.Exists(route, false);
      }
      if (!call.name().equals("exists")) {
        return null;
      }
      if (call.arguments().isEmpty()) {
        return new Condition.Exists(route, true);
      }
      Condition inner = condition(call.arguments().get(0));
      return inner == null ? null : new Condition.Exists(route.then(new Route.Filter(inner)), true);
    }

    private @Nullable Condition operation(Nodes.Operation operation) {
      boolean and = operation.operator().equals("and");
      if (and || operation.operator().equals("or")) {
        Condition left = condition(operation.left());
        Condition right = condition(operation.right());
        if (left == null || right == null) {
          return null;
        }
        return and ? new Condition.And(left, right) : new Condition.Or(left, right);
      }
      boolean equal = operation.operator().equals("=");
      if ((equal || operation.operator().equals("!="))
          && operation.left() instanceof Nodes.Member member
          && operation.right() instanceof Nodes.Constant constant
          && Types.STRING.equals(constant.item().type())
          && constant.item().string() != null
          && !mayBeMoment(constant.item().string())) {
        Route.Element element = element(member);
        return element == null
            ? null
            : new Condition.Equal(element, constant.item().string(), equal);
      }
      return null;
    }

    /** A text that reads like a date or time is not equal to one: types have to be looked at. */
    private boolean mayBeMoment(String text) {
      return Moment.parse(text) != null || Moment.parse('T' + text) != null;
    }
  }

  /** The same, where a choice that a path ends with has one of {@code types}. */
  Routes limitedTo(Set<String> types) {
    List<Route> limited = new ArrayList<>();
    for (Route route : routes) {
      limited.add(
          route.last() instanceof Route.Element element
                  && element.form() == TypeCheck.Form.CHOICE
                  && element.types() == null
              ? route.ending(limited(element, types))
              : route);
    }
    return new Routes(limited);
  }

  private static Route.Element limited(Route.Element element, Set<String> types) {
    return new Route.Element(element.name(), element.form(), element.companion(), types);
  }

  @Nullable Json first(JsonObject from, References references) throws FhirPathException {
    for (int i = 0; i < routes.size(); i++) {
      Json found = routes.get(i).first(from, references);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Whether there is one only: several could give one value twice. */
  boolean single() {
    return routes.size() == 1;
  }

  /** Every value, in order; what a union has twice too. */
  void all(JsonObject from, References references, List<Json> all) throws FhirPathException {
    for (int i = 0; i < routes.size(); i++) {
      routes.get(i).all(from, references, all);
    }
  }
}
