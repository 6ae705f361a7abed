package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonArray;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.path.FhirPath;
import dev.vitrine.adapters.fhir.path.FhirPathException;
import dev.vitrine.adapters.fhir.rules.R4;
import dev.vitrine.adapters.fhir.unit.Ucum;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one template's file to the letter of the format in {@code docs/fhir.md}. */
final class TemplateReader {
  /** Bytes of a file. */
  static final int MAX_BYTES = 64 << 10;

  /** Further look-up tags of one template. */
  static final int MAX_TAGS = 8;

  private static final int MAX_PRIORITY = 1_000;
  private static final Set<String> MEMBERS =
      Set.of("id", "about", "resource", "guard", "priority", "slots", "tags");

  /** What an entry of {@code slots} may hold beside name, path, kind, requires and modifier. */
  private static final Map<String, Set<String>> KINDS =
      Map.ofEntries(
          Map.entry("text", Set.of("provable")),
          Map.entry("code", Set.of("provable")),
          Map.entry("boolean", Set.of("provable")),
          Map.entry("token", Set.of("provable")),
          Map.entry("identifier", Set.of("provable")),
          Map.entry("reference", Set.of("provable")),
          Map.entry("type", Set.of()),
          Map.entry("concept", Set.of()),
          Map.entry("days", Set.of()),
          Map.entry("span", Set.of()),
          Map.entry("quantity", Set.of()),
          Map.entry("measure", Set.of("unit", "bits", "scale", "offset")),
          Map.entry("number", Set.of("bits", "scale", "offset")));

  private static final Set<String> SHARED =
      Set.of("name", "path", "kind", "requires", "modifier", "about");

  private final String file;
  private final SlotTable table = new SlotTable();
  private String resource = Template.ANY;
  private final List<String> modifiers = new ArrayList<>(CommonSlots.MODIFIERS);

  private TemplateReader(String file) {
    this.file = file;
  }

  /** The template in a file. */
  static Template read(TemplateFile file) throws InvalidTemplateException {
    return new TemplateReader(file.name()).template(file.content());
  }

  private Template template(byte[] content) throws InvalidTemplateException {
    JsonObject root = json(content);
    only(root, MEMBERS, "");
    String id = text(root, "id", "");
    if (!isVersioned(id)) {
      throw fault("id", "not a name with a version, as acme.Glucose.v1");
    }
    resource = text(root, "resource", "");
    if (!resource.equals(Template.ANY) && R4.resource(resource) == null) {
      throw fault("resource", "not a type of resource of FHIR R4");
    }
    String about = root.has("about") ? text(root, "about", "") : "";
    FhirPath guard = root.has("guard") ? path(root, "guard", "") : null;
    int priority = integer(root, "priority", "", 0, 0, MAX_PRIORITY);
    if ((guard == null) != (priority == 0)) {
      throw fault(
          "priority", "a guard comes with a priority of 1 or more, and the other way round");
    }
    List<JsonObject> entries = objects(root, "slots", true);
    modifiersFirst(entries);
    for (int i = 0; i < entries.size(); i++) {
      slot(entries.get(i), "slots[" + i + "]");
    }
    List<TagPath> tags = tags(objects(root, "tags", false));
    try {
      return new Template(
          Schema.of(id, table.slots()), about, resource, priority, guard, table.fills(), tags);
    } catch (IllegalArgumentException e) {
      throw fault("slots", String.valueOf(e.getMessage()));
    }
  }

  private JsonObject json(byte[] content) throws InvalidTemplateException {
    if (content.length > MAX_BYTES) {
      throw fault("", "more than " + MAX_BYTES + " bytes");
    }
    try {
      Problems problems = new Problems();
      JsonObject root = StrictJsonReader.read(content, problems);
      problems.refuseIfAny();
      return root;
    } catch (InvalidDocumentException e) {
      Problem first = e.problems().get(0);
      throw fault(first.location(), first.reason());
    }
  }

  /** Modifiers come first, and every other slot requires them. */
  private void modifiersFirst(List<JsonObject> entries) throws InvalidTemplateException {
    boolean others = false;
    for (int i = 0; i < entries.size(); i++) {
      JsonObject entry = entries.get(i);
      String place = "slots[" + i + "]";
      if (!bool(entry, "modifier", place)) {
        others = true;
      } else if (others) {
        throw fault(place, "a modifier stands before all that are none");
      } else {
        modifiers.add(text(entry, "name", place));
      }
    }
  }

  private void slot(JsonObject entry, String place) throws InvalidTemplateException {
    String kind = text(entry, "kind", place);
    Set<String> more = KINDS.get(kind);
    if (more == null) {
      throw fault(
          place + ".kind",
          "not one of " + String.join(", ", KINDS.keySet().stream().sorted().toList()));
    }
    for (int i = 0; i < entry.size(); i++) {
      if (!SHARED.contains(entry.name(i)) && !more.contains(entry.name(i))) {
        throw fault(place + "." + shown(entry.name(i)), "not for slots of kind " + kind);
      }
    }
    String name = text(entry, "name", place);
    FhirPath path = path(entry, "path", place);
    String[] requires = requires(entry, place);
    try {
      add(kind, name, path, requires, entry, place);
    } catch (IllegalArgumentException e) {
      throw fault(place, String.valueOf(e.getMessage()));
    }
  }

  private void add(
      String kind, String name, FhirPath path, String[] requires, JsonObject entry, String place)
      throws InvalidTemplateException {
    switch (kind) {
      case "concept" -> table.concept(name, path, requires);
      case "type" -> table.type(name, path, requires);
      case "days" -> table.days(name, path, requires);
      case "span" -> table.span(name, path, requires);
      case "quantity" -> table.quantity(name, path, requires);
      case "measure" -> {
        String unit = text(entry, "unit", place);
        if (!Ucum.knows(unit)) {
          throw fault(place + ".unit", "not a unit of UCUM that can be converted exactly");
        }
        table.measure(encoded(entry, name, path, unit, requires, place), path);
      }
      case "number" -> table.number(encoded(entry, name, path, "", requires, place), path);
      default ->
          table.text(
              name,
              path,
              Reading.valueOf(kind.toUpperCase(Locale.ROOT)),
              bool(entry, "provable", place),
              requires);
    }
  }

  private Slot encoded(
      JsonObject entry, String name, FhirPath path, String unit, String[] requires, String place)
      throws InvalidTemplateException {
    int bits = integer(entry, "bits", place, 48, 8, 64);
    int scale = integer(entry, "scale", place, 0, 0, 18);
    int offset = integer(entry, "offset", place, 1, 0, Integer.MAX_VALUE);
    return Slot.integer(name, path.toString(), bits, scale, offset, unit, requires);
  }

  private String[] requires(JsonObject entry, String place) throws InvalidTemplateException {
    List<String> all =
        new ArrayList<>(bool(entry, "modifier", place) ? CommonSlots.MODIFIERS : modifiers);
    Json named = entry.get("requires");
    if (named != null) {
      if (!(named instanceof JsonArray array)) {
        throw fault(place + ".requires", "not an array");
      }
      for (int i = 0; i < array.size(); i++) {
        String name = string(array.at(i), place + ".requires[" + i + "]");
        if (!all.contains(name)) {
          all.add(name);
        }
      }
    }
    return all.toArray(String[]::new);
  }

  private List<TagPath> tags(List<JsonObject> entries) throws InvalidTemplateException {
    List<TagPath> tags = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String place = "tags[" + i + "]";
      JsonObject entry = entries.get(i);
      only(entry, Set.of("name", "path", "kind"), place);
      String name = text(entry, "name", place);
      if (Tags.COMMON.contains(name) || !isPlain(name)) {
        throw fault(place + ".name", "letters, digits, - and _, and not the name of a common tag");
      }
      String kind = text(entry, "kind", place);
      Reading reading =
          Arrays.stream(Reading.values())
              .filter(
                  one -> one != Reading.WORDS && one.name().toLowerCase(Locale.ROOT).equals(kind))
              .findFirst()
              .orElseThrow(() -> fault(place + ".kind", "not a kind of tag"));
      tags.add(new TagPath(name, path(entry, "path", place), reading));
    }
    if (tags.size() > MAX_TAGS) {
      throw fault("tags", "more than " + MAX_TAGS);
    }
    return tags;
  }

  private FhirPath path(JsonObject from, String name, String place)
      throws InvalidTemplateException {
    try {
      String text = text(from, name, place);
      return resource.equals(Template.ANY)
          ? FhirPath.compile(text)
          : FhirPath.compile(text, resource);
    } catch (FhirPathException e) {
      throw fault(at(place, name), String.valueOf(e.getMessage()));
    }
  }

  private void only(JsonObject object, Set<String> allowed, String place)
      throws InvalidTemplateException {
    for (int i = 0; i < object.size(); i++) {
      if (!allowed.contains(object.name(i))) {
        throw fault(at(place, shown(object.name(i))), "not a member of this format");
      }
    }
  }

  /** The objects of an array; none where it may be missing and is. */
  private List<JsonObject> objects(JsonObject from, String name, boolean required)
      throws InvalidTemplateException {
    List<JsonObject> found = new ArrayList<>();
    if (from.get(name) instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (!(array.at(i) instanceof JsonObject object)) {
          throw fault(name + "[" + i + "]", "not an object");
        }
        found.add(object);
      }
    } else if (required || from.has(name)) {
      throw fault(name, "not an array");
    }
    return found;
  }

  private String text(JsonObject from, String name, String place) throws InvalidTemplateException {
    Json value = from.get(name);
    if (value == null) {
      throw fault(at(place, name), "missing");
    }
    return string(value, at(place, name));
  }

  private String string(Json value, String place) throws InvalidTemplateException {
    if (value instanceof JsonPrimitive text && text.type() == 's') {
      return text.text();
    }
    throw fault(place, "not a string");
  }

  private boolean bool(JsonObject from, String name, String place) throws InvalidTemplateException {
    Json value = from.get(name);
    if (value == null) {
      return false;
    }
    if (value instanceof JsonPrimitive bool && bool.type() == 'b') {
      return bool.text().equals("true");
    }
    throw fault(at(place, name), "not true or false");
  }

  private int integer(JsonObject from, String name, String place, int standard, int least, int most)
      throws InvalidTemplateException {
    Json value = from.get(name);
    if (value == null) {
      return standard;
    }
    try {
      if (value instanceof JsonPrimitive number && number.type() == 'n') {
        int found = Integer.parseInt(number.text());
        if (found >= least && found <= most) {
          return found;
        }
      }
    } catch (NumberFormatException e) {
      throw fault(at(place, name), "not a whole number from " + least + " to " + most);
    }
    throw fault(at(place, name), "not a whole number from " + least + " to " + most);
  }

  /** Names with dots between, the last of them {@code v} and a number. */
  private static boolean isVersioned(String id) {
    String[] parts = id.split("\\.", -1);
    boolean plain = parts.length >= 3;
    for (String part : parts) {
      plain &= isPlain(part);
    }
    String version = parts[parts.length - 1];
    boolean numbered = version.length() > 1 && version.length() < 5 && version.startsWith("v");
    for (int i = 1; i < version.length(); i++) {
      numbered &= Character.digit(version.charAt(i), 10) >= (i == 1 ? 1 : 0);
    }
    return plain && numbered && id.length() <= 64;
  }

  private static boolean isPlain(String name) {
    boolean plain = !name.isEmpty() && name.length() <= 64;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      plain &= c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }
    return plain;
  }

  /** A foreign name is not repeated unless it is a plain one. */
  private static String shown(String name) {
    return isPlain(name) ? name : "?";
  }

  private static String at(String place, String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  private InvalidTemplateException fault(String place, String reason) {
    return new InvalidTemplateException(file, place, reason);
  }
}
