package dev.vitrine.adapters.fhir.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * One ElementDefinition of a snapshot.
 *
 * @param path as {@code Observation.value[x]}
 * @param min how many must be there
 * @param max how many may be there, or {@code *}
 * @param types what it may be
 * @param content the path of the element whose content it shares, or an empty text
 * @param modifier whether it can change the meaning of others
 * @param valueSet the value set it is bound to where its binding is required, or an empty text
 * @param constraints the keys of its invariants
 */
public record ElementRow(
    String path,
    int min,
    String max,
    List<Type> types,
    String content,
    boolean modifier,
    String valueSet,
    List<String> constraints) {
  /**
   * One type of an element.
   *
   * @param code the type's name
   * @param simple whether it is held to the profile SimpleQuantity
   * @param targets the types of resources that it may refer to; empty for any
   */
  public record Type(String code, boolean simple, List<String> targets) {}

  private static final String SYSTEM = "http://hl7.org/fhirpath/System.";

  static ElementRow of(XmlNode element) {
    String path = element.text("path");
    List<Type> types = new ArrayList<>();
    for (XmlNode type : element.all("type")) {
      types.add(type(type));
    }
    String valueSet = "";
    for (XmlNode binding : element.all("binding")) {
      if (binding.text("strength").equals("required")) {
        valueSet = binding.text("valueSet");
      }
    }
    return new ElementRow(
        path,
        Integer.parseInt(element.text("min")),
        element.text("max"),
        List.copyOf(types),
        element.text("contentReference").replace("#", ""),
        element.text("isModifier").equals("true"),
        valueSet,
        element.all("constraint").stream().map(constraint -> constraint.text("key")).toList());
  }

  private static Type type(XmlNode type) {
    String code = type.text("code");
    if (code.startsWith(SYSTEM)) {
      code = Structure.extension(type, "structuredefinition-fhir-type");
    }
    List<String> targets = new ArrayList<>();
    for (XmlNode target : type.all("targetProfile")) {
      targets.add(last(target.value()));
    }
    boolean simple = false;
    for (XmlNode profile : type.all("profile")) {
      simple |= last(profile.value()).equals("SimpleQuantity");
    }
    if (targets.contains("Resource")) {
      targets.clear();
    }
    return new Type(code, simple, targets.stream().sorted().toList());
  }

  private static String last(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** The name of the element by itself, as {@code value[x]}. */
  String name() {
    return last(path.replace('.', '/'));
  }

  /** The path of what it is in, or an empty text for the root. */
  String parent() {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }
}
