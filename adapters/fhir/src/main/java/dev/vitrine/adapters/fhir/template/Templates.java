package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.proofs.record.Schema;
import java.util.List;
import java.util.Map;

/** All templates, and which one a resource takes. */
public final class Templates {
  private static final Template GENERIC =
      TemplateTable.of("fhir.Resource.v1")
          .token("status", "status")
          .modifiers("status")
          .subject("subject")
          .subject("patient")
          .build();
  private static final Template BLOOD_PRESSURE = ObservationTemplate.createBloodPressure();
  private static final Map<String, Template> BY_TYPE =
      Map.of(
          "Patient", PatientTemplate.create(),
          "Observation", ObservationTemplate.create(),
          "Immunization", MedicineTemplates.immunization(),
          "MedicationDispense", MedicineTemplates.dispense(),
          "Condition", ConditionTemplate.create());

  private static final List<Schema> SCHEMAS =
      List.of(
          GENERIC.schema(),
          schema("Patient"),
          schema("Observation"),
          BLOOD_PRESSURE.schema(),
          schema("Immunization"),
          schema("MedicationDispense"),
          schema("Condition"));

  private Templates() {}

  /** The schemas of all templates. */
  public static List<Schema> schemas() {
    return SCHEMAS;
  }

  /** The template for a resource: the narrowest there is. */
  public static Template of(JsonObject resource, String type) {
    return type.equals("Observation") && ObservationTemplate.isBloodPressure(resource)
        ? BLOOD_PRESSURE
        : BY_TYPE.getOrDefault(type, GENERIC);
  }

  /** The slot that holds the URLs of modifier extensions. */
  public static String modifierExtensions() {
    return TemplateTable.MODIFIER_EXTENSIONS;
  }

  /** The slot that says who sent the document. */
  public static String producer() {
    return TemplateTable.PRODUCER;
  }

  /** The slot that links to the record of the Bundle that a resource came in. */
  public static String bundle() {
    return TemplateTable.BUNDLE;
  }

  @SuppressWarnings("NullAway") // only called with the keys above
  private static Schema schema(String type) {
    return BY_TYPE.get(type).schema();
  }
}
