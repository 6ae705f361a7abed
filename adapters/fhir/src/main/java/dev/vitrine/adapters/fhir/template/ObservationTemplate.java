package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import org.jspecify.annotations.Nullable;

/** {@code fhir.Observation.v1} and {@code fhir.BloodPressure.v1}. */
final class ObservationTemplate {
  private static final String LOINC = "http://loinc.org";
  private static final String SYSTOLIC = "8480-6";
  private static final String DIASTOLIC = "8462-4";

  private ObservationTemplate() {}

  static Template create() {
    return head("fhir.Observation.v1")
        .text("value.type", "value[x]", o -> Path.choiceType(o, "value"))
        .quantity("value", "valueQuantity")
        .concept("valueCode", "valueCodeableConcept")
        .text("valueText", "value[x]", ObservationTemplate::primitiveValue)
        .span("valueTime", "valueDateTime")
        .build();
  }

  static Template createBloodPressure() {
    return head("fhir.BloodPressure.v1")
        .fixed(
            "systolic",
            "component.where(code.coding.code='8480-6').valueQuantity.value",
            16,
            "mm[Hg]",
            o -> componentQuantity(o, SYSTOLIC))
        .fixed(
            "diastolic",
            "component.where(code.coding.code='8462-4').valueQuantity.value",
            16,
            "mm[Hg]",
            o -> componentQuantity(o, DIASTOLIC))
        .build();
  }

  /** Whether an Observation is a blood pressure panel. */
  static boolean isBloodPressure(JsonObject observation) {
    JsonObject code = observation.object("code");
    return hasLoinc(code, "85354-9")
        || hasLoinc(code, "55284-4")
        || (component(observation, SYSTOLIC) != null && component(observation, DIASTOLIC) != null);
  }

  private static TemplateTable head(String id) {
    return TemplateTable.of(id)
        .text("status", "status")
        .modifiers("status")
        .token("category", "category")
        .concept("code", "code")
        .subject("subject")
        .reference("encounter", "encounter")
        .reference("performer", "performer")
        .reference("device", "device")
        .span("effective", "effective[x]")
        .span("issued", "issued")
        .token("interpretation", "interpretation")
        .token("dataAbsentReason", "dataAbsentReason")
        .token("bodySite", "bodySite")
        .token("method", "method");
  }

  private static @Nullable String primitiveValue(JsonObject observation) {
    String type = Path.choiceType(observation, "value");
    return type != null
            && observation.get("value" + type) instanceof JsonPrimitive value
            && !value.isNull()
        ? value.text()
        : null;
  }

  private static @Nullable JsonObject componentQuantity(JsonObject observation, String code) {
    JsonObject component = component(observation, code);
    return component == null ? null : component.object("valueQuantity");
  }

  /** The one component of this code; none where there are several. */
  private static @Nullable JsonObject component(JsonObject observation, String code) {
    JsonObject found = null;
    for (JsonObject component : observation.objects("component")) {
      if (hasLoinc(component.object("code"), code)) {
        if (found != null) {
          return null;
        }
        found = component;
      }
    }
    return found;
  }

  private static boolean hasLoinc(@Nullable JsonObject concept, String code) {
    if (concept != null) {
      for (JsonObject coding : concept.objects("coding")) {
        if (code.equals(coding.string("code")) && LOINC.equals(coding.string("system"))) {
          return true;
        }
      }
    }
    return false;
  }
}
