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
 * One walk over a resource, led by the table of R4: what can be refused with certainty is noted,
 * and the URLs of its modifier extensions are gathered. What needs profiles, terminology beyond
 * required bindings, or other documents is not checked.
 */
public final class ResourceCheck {
  private final Problems problems;
  private final Trail trail;
  private final SortedSet<String> modifierExtensions = new TreeSet<>();

  private ResourceCheck(Problems problems, Trail trail) {
    this.problems = problems;
    this.trail = trail;
  }

  /**
   * Checks the document's resource.
   *
   * @return the URLs of all modifier extensions anywhere in it, in order
   */
  public static SortedSet<String> of(JsonObject root, Problems problems)
      throws InvalidDocumentException {
    Trail trail = new Trail(FhirPlace.rootName(root.string("resourceType")));
    ResourceCheck check = new ResourceCheck(problems, trail);
    Container container = new Container(root);
    check.resource(root, container, false);
    container.report(problems);
    return check.modifierExtensions;
  }

  private void resource(JsonObject object, Container container, boolean contained)
      throws InvalidDocumentException {
    String name = object.string("resourceType");
    R4Type type = name == null ? null : R4.resource(name);
    if (name == null) {
      add(
          "no-resource-type",
          "The resource does not say its type.",
          "Give resourceType as a string.");
    } else if (type == null) {
      add(
          "unknown-resource-type",
          "resourceType is no resource type of FHIR R4.",
          "Use a type of FHIR 4.0.1, in its exact spelling.");
    }
    if (contained) {
      contained(object);
    }
    if (type != null) {
      object(object, type, container);
    }
  }

  private void contained(JsonObject object) throws InvalidDocumentException {
    if (object.has("contained")) {
      problems.add(
          "nested-contained",
          trail.at("contained"),
          "A contained resource contains resources (dom-2).",
          "Contain all of them in the outermost resource.");
    }
    JsonObject meta = object.object("meta");
    if (meta != null && (meta.has("versionId") || meta.has("lastUpdated"))) {
      Invariants.broken(
          problems,
          trail.at("meta"),
          "dom-4",
          "A contained resource has a version or a time of update",
          "Leave out versionId and lastUpdated.");
    }
    if (meta != null && meta.has("security")) {
      Invariants.broken(
          problems,
          trail.at("meta"),
          "dom-5",
          "A contained resource has a security label",
          "Label the outermost resource.");
    }
  }

  private void object(JsonObject object, R4Type type, Container container)
      throws InvalidDocumentException {
    long seen = 0;
    long again = 0;
    for (int i = 0; i < object.size(); i++) {
      String name = object.name(i);
      R4Element element = type.member(name);
      trail.enter(name);
      if (element == null) {
        element = odd(object, name, object.value(i), type, container);
      } else {
        member(object, object.value(i), element, container);
      }
      trail.leave();
      if (element != null) {
        again |= element.choice() ? seen & element.bit() : 0;
        seen |= element.bit();
      }
    }
    long missing = type.required() & ~seen;
    if (missing != 0) {
      missing(type, missing);
    }
    if (again != 0) {
      ambiguous(object, type, again);
    }
    for (Presence rule : type.presences()) {
      if (!rule.holds(seen)) {
        String extension = rule.key().equals("ext-1") ? "invalid-extension" : Invariants.CODE;
        add(extension, rule.reason(), rule.remedy());
      }
    }
    Invariant invariant = type.invariant();
    if (invariant != null) {
      invariant.check(object, trail, problems);
    }
  }

  /** A member that the type has no element for by this name; returns that of a companion. */
  private @Nullable R4Element odd(
      JsonObject object, String name, Json value, R4Type type, Container container)
      throws InvalidDocumentException {
    boolean companion = name.startsWith("_");
    String member = companion ? name.substring(1) : name;
    if (!FhirPlace.isElementName(member)) {
      add(
          "invalid-property-name",
          "A property's name is not a FHIR element name.",
          "Use names of FHIR elements: letters and digits, the first a small letter.");
      return null;
    }
    R4Element element = companion ? type.member(member) : null;
    if (element != null) {
      companion(object.get(member), value, element, container);
    } else if (!name.equals("resourceType") || type.kind() != R4Type.Kind.RESOURCE) {
      add("unknown-element", "The type has no such element.", "Leave it out or use an extension.");
    }
    return element;
  }

  private void companion(
      @Nullable Json value, Json companion, R4Element element, Container container)
      throws InvalidDocumentException {
    if (element.type().kind() != R4Type.Kind.PRIMITIVE
        || companion instanceof JsonArray != element.repeats()
        || !Companions.fit(value, companion)) {
      add(
          "invalid-companion",
          "A property with an underscore does not match the primitive it belongs to.",
          "Give an object with id or extension for each value, and null where there is none.");
    } else if (companion instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.at(i) instanceof JsonObject item) {
          trail.item(i);
          Json own = value instanceof JsonArray values ? values.at(i) : null;
          element(item, own != null && !isNull(own), container);
        }
      }
      trail.item(-1);
    } else if (companion instanceof JsonObject one) {
      element(one, value != null, container);
    }
  }

  private void element(JsonObject object, boolean valued, Container container)
      throws InvalidDocumentException {
    if (!valued) {
      notOnlyId(object);
    }
    object(object, R4.ELEMENT, container);
  }

  private void notOnlyId(JsonObject object) throws InvalidDocumentException {
    if (object.size() == 1 && object.name(0).equals("id")) {
      add("empty-object", "An object has nothing but an id (ele-1).", "Leave the property out.");
    }
  }

  private void member(JsonObject object, Json value, R4Element element, Container container)
      throws InvalidDocumentException {
    if (!(value instanceof JsonArray array)) {
      if (element.repeats() && !isNull(value)) {
        add("wrong-cardinality", "The element repeats, so it is an array.", "Use an array.");
      } else {
        value(value, element, object, container);
      }
      return;
    }
    if (!element.repeats()) {
      add("wrong-cardinality", "The element is no array.", "Give a single value.");
      return;
    }
    if (!Companions.nullsCovered(object, element.name(), array)) {
      add(
          "null-value",
          "An array holds a null for which its companion has nothing.",
          "Leave the null out, or give extensions for it in the property with an underscore.");
    }
    for (int i = 0; i < array.size(); i++) {
      trail.item(i);
      if (array.at(i) instanceof JsonArray) {
        add("mixed-array", "An array holds an array.", "Give the values in one array.");
      } else {
        value(array.at(i), element, object, container);
      }
    }
    trail.item(-1);
  }

  private static boolean isNull(Json value) {
    return value instanceof JsonPrimitive primitive && primitive.isNull();
  }

  /** One value. What is null has been reported where it must not be. */
  private void value(Json value, R4Element element, JsonObject owner, Container container)
      throws InvalidDocumentException {
    R4Type type = element.type();
    Primitive primitive = type.primitive();
    if (value instanceof JsonPrimitive text) {
      if (!text.isNull()) {
        primitive(text, primitive, element, owner);
      }
    } else if (primitive != null || !(value instanceof JsonObject object)) {
      wrongType(type);
    } else if (type.kind() == R4Type.Kind.ANY_RESOURCE) {
      if (element.name().equals("contained")) {
        resource(object, container, true);
      } else {
        Container own = new Container(object);
        resource(object, own, false);
        own.report(problems);
      }
    } else {
      complex(object, type, element, container);
    }
  }

  private void complex(JsonObject object, R4Type type, R4Element element, Container container)
      throws InvalidDocumentException {
    notOnlyId(object);
    object(object, type, container);
    CodeSet codes = element.codes();
    if (codes != null && type == R4.CODEABLE_CONCEPT) {
      Bindings.concept(object, codes, trail, problems);
    } else if (type == R4.REFERENCE) {
      References.check(object, element, container, trail, problems);
    } else if (type == R4.EXTENSION) {
      extension(object, element);
    }
  }

  private void primitive(
      JsonPrimitive value, @Nullable Primitive primitive, R4Element element, JsonObject owner)
      throws InvalidDocumentException {
    if (primitive == null || !primitive.fits(value)) {
      if (element.name().equals("id") && owner.has("resourceType")) {
        add(
            "invalid-id",
            "A resource's id is 1 to 64 letters, digits, dashes and dots.",
            "Use an id of this form.");
      } else {
        wrongType(element.type());
      }
      return;
    }
    CodeSet codes = element.codes();
    if (codes != null) {
      Bindings.code(value, codes, trail, problems);
    }
    if (primitive == Primitive.XHTML && !Narrative.allowed(value.text())) {
      add(
          "invalid-narrative",
          "A narrative is not a div, or holds active content (txt-1).",
          "Use only the formatting that FHIR allows, without scripts, forms or event handlers.");
    }
  }

  private void missing(R4Type type, long missing) throws InvalidDocumentException {
    for (long left = missing; left != 0; left &= left - 1) {
      problems.add(
          "missing-element",
          trail.at(type.label(Long.numberOfTrailingZeros(left))),
          "The element must be there.",
          "Give it; where its value is not known, give a data-absent-reason extension.");
    }
  }

  /** Of the choices that were seen again, those seen under two names. */
  private void ambiguous(JsonObject object, R4Type type, long again)
      throws InvalidDocumentException {
    for (long left = again; left != 0; left &= left - 1) {
      int index = Long.numberOfTrailingZeros(left);
      R4Element first = null;
      boolean two = false;
      for (int i = 0; i < object.size(); i++) {
        String name = object.name(i);
        R4Element element = type.member(name.startsWith("_") ? name.substring(1) : name);
        if (element != null && element.index() == index) {
          two |= first != null && !element.name().equals(first.name());
          first = element;
        }
      }
      if (two) {
        problems.add(
            "ambiguous-choice",
            trail.at(type.label(index)),
            "An element with a choice of types occurs with more than one of them.",
            "Keep one of them.");
      }
    }
  }

  private void extension(JsonObject object, R4Element element) throws InvalidDocumentException {
    String url = object.string("url");
    if (url != null && url.indexOf('|') >= 0) {
      problems.add(
          "invalid-extension",
          trail.at("url"),
          "An extension's url has a version.",
          "Name the extension by its URL, without a version.");
    } else if (url != null && element.name().equals("modifierExtension")) {
      modifierExtensions.add(url);
    }
  }

  private void wrongType(R4Type expected) throws InvalidDocumentException {
    add(
        "wrong-type",
        "The value is not of type " + expected + ".",
        "Write it as FHIR's type " + expected + " is written in JSON.");
  }

  private void add(String code, String reason, String remedy) throws InvalidDocumentException {
    problems.add(code, trail.toString(), reason, remedy);
  }
}
