package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts put together by {@code &}, each a literal or at the end of simple paths. */
final class Joined {
  /** One of them: a text, or where it is. */
  private record Part(@Nullable String text, @Nullable Routes routes) {}

  private final List<Part> parts;

  private Joined(List<Part> parts) {
    this.parts = parts;
  }

  /** The parts of an expression, or null where it takes its nodes. */
  static @Nullable Joined of(Node node, Routes.Finder finder) {
    List<Part> parts = new ArrayList<>();
    return node instanceof Nodes.Operation && collect(node, parts, finder)
        ? new Joined(parts)
        : null;
  }

  private static boolean collect(Node node, List<Part> parts, Routes.Finder finder) {
    if (node instanceof Nodes.Operation operation && operation.operator().equals("&")) {
      return collect(operation.left(), parts, finder) && collect(operation.right(), parts, finder);
    }
    if (node instanceof Nodes.Constant constant && Types.STRING.equals(constant.item().type())) {
      parts.add(new Part(constant.item().string(), null));
      return true;
    }
    Routes routes = finder.of(node);
    if (routes != null && routes.single()) {
      parts.add(new Part(null, routes));
      return true;
    }
    return false;
  }

  /** The whole text. */
  JsonPrimitive text(JsonObject resource, References references) throws FhirPathException {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      joined.append(part.routes == null ? part.text : read(part.routes, resource, references));
    }
    if (joined.length() > PathLimits.TEXT) {
      throw new FhirPathException(
          FhirPathException.Kind.TOO_COMPLEX, -1, "evaluation takes more than allowed");
    }
    return new JsonPrimitive('s', joined.toString());
  }

  private static String read(Routes routes, JsonObject resource, References references)
      throws FhirPathException {
    List<Json> found = new ArrayList<>(2);
    routes.all(resource, references, found);
    if (found.isEmpty()) {
      return "";
    }
    if (found.size() > 1 || !(found.get(0) instanceof JsonPrimitive value) || value.type() != 's') {
      throw FhirPathException.evaluation("no single string where one is wanted");
    }
    return value.text();
  }
}
