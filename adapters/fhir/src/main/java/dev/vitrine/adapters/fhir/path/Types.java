package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.rules.R4;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of types, and which is a kind of which (FHIR R4, section 2.24). */
final class Types {
  static final String SYSTEM = "System.";
  static final String STRING = "System.String";
  static final String BOOLEAN = "System.Boolean";
  static final String INTEGER = "System.Integer";
  static final String DECIMAL = "System.Decimal";
  static final String DATE = "System.Date";
  static final String DATE_TIME = "System.DateTime";
  static final String TIME = "System.Time";
  static final String QUANTITY = "System.Quantity";

  private static final Set<String> SYSTEM_TYPES =
      Set.of(STRING, BOOLEAN, INTEGER, DECIMAL, DATE, DATE_TIME, TIME, QUANTITY);

  /** Types that other types derive from: as() and ofType() with them are read in two ways. */
  private static final Set<String> ABSTRACT =
      Set.of("Resource", "DomainResource", "Element", "BackboneElement");

  private static final Set<String> NO_DOMAIN = Set.of("Bundle", "Binary", "Parameters");

  private static final Map<String, String> PARENTS = new HashMap<>();

  /** The types that a choice element's name can end in, by that ending. */
  private static final Map<String, String> CHOICES = new HashMap<>();

  private Types() {}

  static {
    for (String primitive :
        """
        base64Binary boolean canonical code date dateTime decimal id instant integer markdown oid
        positiveInt string time unsignedInt uri url uuid"""
            .split("\\s")) {
      PARENTS.put(primitive, "Element");
      CHOICES.put(Character.toUpperCase(primitive.charAt(0)) + primitive.substring(1), primitive);
    }
    for (String complex :
        """
        Address Age Annotation Attachment CodeableConcept Coding ContactPoint Count Distance Duration
        HumanName Identifier Money Period Quantity Range Ratio Reference SampledData Signature
        Timing ContactDetail Contributor DataRequirement Expression ParameterDefinition
        RelatedArtifact TriggerDefinition UsageContext Dosage Meta"""
            .split("\\s")) {
      PARENTS.put(complex, "Element");
      CHOICES.put(complex, complex);
    }
    for (String other :
        """
        Extension Narrative ElementDefinition BackboneElement MarketingStatus Population
        ProdCharacteristic ProductShelfLife SubstanceAmount"""
            .split("\\s")) {
      PARENTS.put(other, "Element");
    }
    for (String derived :
        """
        code:string id:string markdown:string url:uri canonical:uri uuid:uri oid:uri
        unsignedInt:integer positiveInt:integer Age:Quantity Count:Quantity Distance:Quantity
        Duration:Quantity Timing:BackboneElement Dosage:BackboneElement"""
            .split("\\s")) {
      int colon = derived.indexOf(':');
      PARENTS.put(derived.substring(0, colon), derived.substring(colon + 1));
    }
    for (String resource : R4.resourceTypes()) {
      PARENTS.put(resource, NO_DOMAIN.contains(resource) ? "Resource" : "DomainResource");
    }
    PARENTS.put("DomainResource", "Resource");
  }

  /** The type that ends a choice element's name, as {@code dateTime} for {@code DateTime}. */
  static @Nullable String ofChoice(String ending) {
    return CHOICES.get(ending);
  }

  /** Whether this names a type of FHIR or, with its prefix, of FHIRPath. */
  static boolean known(String type) {
    return SYSTEM_TYPES.contains(type)
        || PARENTS.containsKey(type)
        || type.equals("Resource")
        || type.equals("Element");
  }

  /** Whether other types derive from this one. */
  static boolean hasDerived(String type) {
    return PARENTS.containsValue(type);
  }

  static boolean isAbstract(String type) {
    return ABSTRACT.contains(type);
  }

  /** Whether {@code type} is {@code other} or derives from it. */
  static boolean isA(String type, String other) {
    String at = type;
    while (at != null) {
      if (at.equals(other)) {
        return true;
      }
      // a part of a resource, as Patient.contact, has no name of its own to ask for
      at = at.indexOf('.') > 0 && !at.startsWith(SYSTEM) ? "BackboneElement" : PARENTS.get(at);
    }
    return false;
  }

  /** Whether values of this type are strings that are compared character by character. */
  static boolean isText(String type) {
    return type.equals(STRING) || isA(type, "string") || isA(type, "uri");
  }

  /** Whether values of this type are dates or times. */
  static boolean isMoment(String type) {
    return switch (type) {
      case "date", "dateTime", "instant", "time", DATE, DATE_TIME, TIME -> true;
      default -> false;
    };
  }
}
