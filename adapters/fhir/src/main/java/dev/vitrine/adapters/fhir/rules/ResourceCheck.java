package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.FhirPlace;
import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonArray;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a resource: what can be refused with certainty is noted, and the URLs of its
 * modifier extensions are gathered. What needs the full StructureDefinitions or terminology is not
 * checked.
 */
public final class ResourceCheck {
  private final Problems problems;
  private final StringBuilder path = new StringBuilder(128);
  private final SortedSet<String> modifierExtensions = new TreeSet<>();

  private ResourceCheck(Problems problems) {
    this.problems = problems;
  }

  /**
   * Checks the document's resource.
   *
   * @return the URLs of all modifier extensions anywhere in it, in order
   */
  public static SortedSet<String> of(JsonObject root, Problems problems)
      throws InvalidDocumentException {
    ResourceCheck check = new ResourceCheck(problems);
    check.path.append(FhirPlace.rootName(root.string("resourceType")));
    Container container = new Container(root);
    check.resource(root, container, false);
    container.report(problems);
    return check.modifierExtensions;
  }

  private void resource(JsonObject object, Container container, boolean contained)
      throws InvalidDocumentException {
    String type = object.string("resourceType");
    if (type == null) {
      add(
          "no-resource-type",
          "The resource does not say its type.",
          "Give resourceType as a string.");
      type = "";
    } else if (!ResourceTypes.R4.contains(type)) {
      add(
          "unknown-resource-type",
          "resourceType is no resource type of FHIR R4.",
          "Use a type of FHIR 4.0.1, in its exact spelling.");
    }
    Json id = object.get("id");
    if (id != null
        && !(id instanceof JsonPrimitive p && p.type() == 's' && Primitives.isId(p.text()))) {
      addAt(
          "id",
          "invalid-id",
          "A resource's id is 1 to 64 letters, digits, dashes and dots.",
          "Use an id of this form.");
    }
    if (contained && object.has("contained")) {
      addAt(
          "contained",
          "nested-contained",
          "A contained resource contains resources (dom-2).",
          "Contain all of them in the outermost resource.");
    }
    object(object, type, "", container);
  }

  private void object(JsonObject object, String type, String name, Container container)
      throws InvalidDocumentException {
    ElementTable table = R4Elements.of(type);
    int mark = path.length();
    for (int i = 0; i < object.size(); i++) {
      String member = object.name(i);
      path.append('.').append(FhirPlace.step(member));
      member(object, member, object.value(i), type, table, container);
      path.setLength(mark);
    }
    if (table != null) {
      groups(object, table);
    }
    if (name.equals("extension") || name.equals("modifierExtension")) {
      extension(object, name);
    }
    ObjectRules.check(object, type, path, problems);
  }

  private void member(
      JsonObject object,
      String name,
      Json value,
      String type,
      @Nullable ElementTable table,
      Container container)
      throws InvalidDocumentException {
    boolean companion = name.startsWith("_");
    String element = companion ? name.substring(1) : name;
    if (!FhirPlace.isElementName(element)) {
      add(
          "invalid-property-name",
          "A property's name is not a FHIR element name.",
          "Use names of FHIR elements: letters and digits, the first a small letter.");
      return;
    }
    if (table != null && !table.knows(element)) {
      add("unknown-element", "The type has no such element.", "Leave it out or use an extension.");
    }
    if (companion) {
      if (!Companions.fit(object.get(element), value)) {
        add(
            "invalid-companion",
            "A property with an underscore does not match the primitive it belongs to.",
            "Give an object with id or extension for each value, and null where there is none.");
      }
      value(value, "", "", "_", container);
      return;
    }
    ElementTable.Entry entry = table == null ? null : table.entry(name);
    if (entry != null && entry.repeats() != value instanceof JsonArray) {
      add(
          "wrong-cardinality",
          entry.repeats() ? "The element repeats, so it is an array." : "The element is no array.",
          entry.repeats() ? "Put the value into an array." : "Give a single value.");
      return;
    }
    if (value instanceof JsonArray array && !Companions.nullsCovered(object, name, array)) {
      add(
          "null-value",
          "An array holds a null for which its companion has nothing.",
          "Leave the null out, or give extensions for it in the property with an underscore.");
    }
    String expected = entry != null ? entry.type() : NamedTypes.of(name, value);
    value(value, expected, type, name, container);
  }

  private void value(Json value, String expected, String owner, String name, Container container)
      throws InvalidDocumentException {
    if (value instanceof JsonArray array) {
      items(array, expected, owner, name, container);
    } else if (value instanceof JsonObject object) {
      if (Primitives.isPrimitive(expected)) {
        wrongType(expected);
      } else if (NamedTypes.holdsResource(name, object)) {
        boolean contained = name.equals("contained");
        Container own = contained ? container : new Container(object);
        resource(object, own, contained);
        if (!contained) {
          own.report(problems);
        }
      } else {
        object(object, expected, name, container);
      }
    } else if (value instanceof JsonPrimitive primitive && !primitive.isNull()) {
      primitive(primitive, expected, owner, name, container);
    }
  }

  private void items(
      JsonArray array, String expected, String owner, String name, Container container)
      throws InvalidDocumentException {
    int mark = path.length();
    char kind = 0;
    for (int i = 0; i < array.size(); i++) {
      Json item = array.at(i);
      path.append('[').append(i).append(']');
      char here =
          item instanceof JsonPrimitive p ? p.type() : item instanceof JsonObject ? 'o' : 'a';
      if (here == 'a' || (here != 'z' && kind != 0 && kind != here)) {
        add(
            "mixed-array",
            "An array holds arrays, or values of different kinds.",
            "Give values of one kind only.");
      } else {
        kind = here == 'z' ? kind : here;
        value(item, expected, owner, name, container);
      }
      path.setLength(mark);
    }
  }

  private void primitive(
      JsonPrimitive value, String expected, String owner, String name, Container container)
      throws InvalidDocumentException {
    if (expected.isEmpty()) {
      return;
    }
    if (!Primitives.isPrimitive(expected) || !Primitives.fits(expected, value)) {
      wrongType(expected);
      return;
    }
    var bound = Codes.of(owner, name);
    if (bound != null && !bound.contains(value.text())) {
      add(
          "unknown-code",
          "The code is not in the value set that the element is bound to.",
          "Use one of its codes, in their exact spelling.");
    }
    if (name.equals("reference") && value.text().startsWith("#")) {
      container.refer(value.text(), path.toString());
    }
    if (name.equals("div") && !Narrative.allowed(value.text())) {
      add(
          "invalid-narrative",
          "A narrative is not a div, or holds active content (txt-1).",
          "Use only the formatting that FHIR allows, without scripts, forms or event handlers.");
    }
  }

  private void groups(JsonObject object, ElementTable table) throws InvalidDocumentException {
    for (ElementTable.Group group : table.groups()) {
      int present = 0;
      for (int i = 0; i < group.names().size(); i++) {
        boolean here = object.has(group.names().get(i)) || object.has(group.companions().get(i));
        present += here ? 1 : 0;
      }
      if (present == 0 && group.required()) {
        addAt(
            group.label(),
            "missing-element",
            "The element must be there.",
            "Give it; where its value is not known, give a data-absent-reason extension.");
      } else if (present > 1) {
        addAt(
            group.label(),
            "ambiguous-choice",
            "An element with a choice of types occurs with more than one of them.",
            "Keep one of them.");
      }
    }
  }

  private void extension(JsonObject object, String name) throws InvalidDocumentException {
    String url = object.string("url");
    boolean valued = false;
    for (int i = 0; i < object.size(); i++) {
      valued |= object.name(i).startsWith("value") || object.name(i).startsWith("_value");
    }
    if (url == null || url.indexOf('|') >= 0) {
      addAt(
          "url",
          "invalid-extension",
          "An extension has no url, or one with a version.",
          "Name the extension by its URL, without a version.");
    } else if (name.equals("modifierExtension")) {
      modifierExtensions.add(url);
    }
    if (valued == object.has("extension")) {
      add(
          "invalid-extension",
          "An extension has neither a value nor extensions, or it has both (ext-1).",
          "Give one of them.");
    }
  }

  private void wrongType(String expected) throws InvalidDocumentException {
    add(
        "wrong-type",
        "The value is not of type " + expected + ".",
        "Write it as FHIR's type " + expected + " is written in JSON.");
  }

  private void add(String code, String reason, String remedy) throws InvalidDocumentException {
    problems.add(code, path.toString(), reason, remedy);
  }

  private void addAt(String element, String code, String reason, String remedy)
      throws InvalidDocumentException {
    problems.add(code, path + "." + element, reason, remedy);
  }
}
