package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** Types that an element's name alone gives away, in every resource of R4. */
final class NamedTypes {
  private static final Map<String, String> TYPES = new HashMap<>();
  private static final String[] OPEN_TYPES = {
    "base64Binary",
    "boolean",
    "canonical",
    "code",
    "date",
    "dateTime",
    "decimal",
    "id",
    "instant",
    "integer",
    "markdown",
    "oid",
    "positiveInt",
    "string",
    "time",
    "unsignedInt",
    "uri",
    "url",
    "uuid",
    "Address",
    "Age",
    "Annotation",
    "Attachment",
    "CodeableConcept",
    "Coding",
    "ContactPoint",
    "Count",
    "Distance",
    "Duration",
    "HumanName",
    "Identifier",
    "Money",
    "Period",
    "Quantity",
    "Range",
    "Ratio",
    "Reference",
    "SampledData",
    "Signature",
    "Timing"
  };

  static {
    for (String type : OPEN_TYPES) {
      TYPES.put("value" + Character.toUpperCase(type.charAt(0)) + type.substring(1), type);
    }
    TYPES.put("resourceType", "string");
    TYPES.put("id", "string");
    TYPES.put("implicitRules", "uri");
    TYPES.put("language", "");
    TYPES.put("meta", "Meta");
    TYPES.put("text", "");
    TYPES.put("div", "string");
    TYPES.put("coding", "Coding");
    TYPES.put("period", "Period");
    TYPES.put("birthDate", "date");
    TYPES.put("authoredOn", "dateTime");
    TYPES.put("recordedDate", "dateTime");
    TYPES.put("extension", "Extension");
    TYPES.put("modifierExtension", "Extension");
    TYPES.put("contained", "Resource");
    TYPES.put("fullUrl", "uri");
  }

  private NamedTypes() {}

  /** The type of an element of this name, or an empty text where the name does not tell. */
  static String of(String name, Json value) {
    String type = TYPES.get(name);
    if (type != null) {
      // Timing.repeat.period is a number, ProductShelfLife.period a Quantity
      boolean period = value instanceof JsonObject o && (o.has("start") || o.has("end"));
      return name.equals("period") && !period ? "" : type;
    }
    if (name.endsWith("DateTime")) {
      return "dateTime";
    }
    // Reference.reference is the only string of this name
    return name.equals("reference") && !(value instanceof JsonObject) ? "string" : "";
  }

  /** Whether the object under this name is a resource of its own. */
  static boolean holdsResource(String name, JsonObject object) {
    return name.equals("contained")
        || ((name.equals("resource") || name.equals("outcome")) && object.has("resourceType"));
  }
}
