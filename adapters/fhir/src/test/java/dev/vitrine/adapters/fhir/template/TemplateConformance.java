package dev.vitrine.adapters.fhir.template;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.fhir.Reading;
import dev.vitrine.adapters.fhir.Samples;
import dev.vitrine.adapters.fhir.rules.R4;
import dev.vitrine.adapters.fhir.rules.R4Element;
import dev.vitrine.adapters.fhir.rules.R4Type;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.TypedRecord;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The built-in templates over all published samples, and against HL7's definitions. */
class TemplateConformance {
  /** What R4 marks as a modifier of a resource is a modifier of its template. */
  @Test
  void everyModifierOfR4TravelsAlong() {
    for (Template template : Templates.builtIn().all()) {
      R4Type type = R4.type(template.resource());
      if (type == null || template.resource().equals("Bundle")) {
        continue;
      }
      for (R4Element element : type.members()) {
        boolean common =
            element.name().equals("implicitRules") || element.name().equals("modifierExtension");
        if (!element.modifier() || common) {
          continue;
        }
        String name = element.label().replace("[x]", "");
        for (Slot slot : template.schema().slots()) {
          boolean free =
              CommonSlots.ALL.contains(slot)
                  || slot.requires().equals(CommonSlots.MODIFIERS)
                  || slot.requires().isEmpty();
          assertTrue(
              free || slot.requires().contains(name),
              template.schema() + "." + slot.name() + " does not require " + name);
        }
        assertTrue(template.schema().has(name), template.schema() + " lacks " + name);
      }
    }
  }

  /** How often each slot is filled; a slot that no sample fills is named here. */
  @Test
  void samplesFillTheSlots() throws Exception {
    SortedMap<String, Integer> records = new TreeMap<>();
    SortedMap<String, Integer> filled = new TreeMap<>();
    FhirFormat format = new FhirFormat();
    for (byte[] document : Samples.documents()) {
      TypedRecord record = format.read(document, Reading.MEDIA_TYPE, "").get(0).record();
      String schema = record.schema().id();
      records.merge(schema, 1, Integer::sum);
      for (String slot : Reading.slots(record).keySet()) {
        filled.merge(schema + " " + slot, 1, Integer::sum);
      }
    }
    System.out.println("templates over samples: " + records);
    for (String schema :
        List.of(
            "fhir.Patient.v1",
            "fhir.Observation.v1",
            "fhir.BloodPressure.v1",
            "fhir.VitalSigns.v1",
            "fhir.LabQuantity.v1",
            "fhir.Immunization.v1",
            "fhir.MedicationRequest.v1",
            "fhir.MedicationDispense.v1",
            "fhir.Condition.v1",
            "fhir.AllergyIntolerance.v1",
            "fhir.Procedure.v1")) {
      assertTrue(records.getOrDefault(schema, 0) > 0, schema);
    }
    for (String slot :
        List.of(
            "fhir.VitalSigns.v1 heartRate",
            "fhir.VitalSigns.v1 weight",
            "fhir.VitalSigns.v1 height",
            "fhir.VitalSigns.v1 bmi",
            "fhir.VitalSigns.v1 temperature",
            "fhir.VitalSigns.v1 respiratoryRate",
            "fhir.LabQuantity.v1 key",
            "fhir.LabQuantity.v1 value",
            "fhir.BloodPressure.v1 systolic",
            "fhir.AllergyIntolerance.v1 code",
            "fhir.Procedure.v1 performed.lo",
            "fhir.MedicationRequest.v1 medication",
            "fhir.Condition.v1 onset.lo")) {
      assertTrue(filled.getOrDefault(slot, 0) > 0, slot);
    }
  }
}
