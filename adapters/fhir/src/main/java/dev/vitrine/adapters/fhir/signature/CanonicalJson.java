package dev.vitrine.adapters.fhir.signature;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonArray;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * A resource's canonical JSON (FHIR R4, json.html): no white space, members in order of their
 * names, characters as they are but for those that JSON has to escape, numbers as they were
 * written.
 */
public final class CanonicalJson {
  private final StringBuilder out = new StringBuilder(1024);

  private CanonicalJson() {}

  /**
   * The bytes that a signature is over.
   *
   * @param leftOut a member of the resource that is no part of it, as a Bundle's own {@code
   *     signature}; empty for none
   */
  public static byte[] of(JsonObject resource, CanonicalForm form, String leftOut) {
    CanonicalJson canonical = new CanonicalJson();
    canonical.object(resource, name -> form.keeps(name) && !name.equals(leftOut));
    return canonical.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void object(JsonObject object, java.util.function.Predicate<String> kept) {
    out.append('{');
    int[] order =
        IntStream.range(0, object.size())
            .filter(i -> kept.test(object.name(i)))
            .boxed()
            .sorted((a, b) -> object.name(a).compareTo(object.name(b)))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int k = 0; k < order.length; k++) {
      if (k > 0) {
        out.append(',');
      }
      text(object.name(order[k]));
      out.append(':');
      value(object.value(order[k]));
    }
    out.append('}');
  }

  private void value(Json value) {
    if (value instanceof JsonObject object) {
      object(object, name -> true);
    } else if (value instanceof JsonArray array) {
      out.append('[');
      for (int i = 0; i < array.size(); i++) {
        if (i > 0) {
          out.append(',');
        }
        value(array.at(i));
      }
      out.append(']');
    } else if (value instanceof JsonPrimitive primitive) {
      switch (primitive.type()) {
        case 's' -> text(primitive.text());
        case 'z' -> out.append("null");
        default -> out.append(primitive.text());
      }
    }
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
