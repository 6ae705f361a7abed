package dev.vitrine.adapters.fhir.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.adapters.fhir.Samples;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Beside HAPI FHIR: its parser with the strict error handler, and its validator without a network.
 * Where the two and this adapter differ is a list in this test; docs/fhir.md explains it.
 */
class HapiConformance {
  private static final int MUTANTS = 150;

  /** Samples that HAPI refuses and this adapter accepts; there are none the other way round. */
  private static final List<String> DIFFERENT =
      List.of(
          // a unit from a code system that HAPI has no complete copy of
          "MedicationDispense-meddisp0301.json",
          "MedicationStatement-example001.json",
          // an example of HL7's with a relative canonical
          "QuestionnaireResponse-gcs.json",
          // the validator needs a library that is not among its dependencies
          "bundle-signed-good.json",
          // a day and a time on it, which FHIRPath can't order
          "encounter-period.json");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static FhirContext context;
  private static FhirValidator validator;

  @BeforeAll
  static void load() {
    context = FhirContext.forR4();
    FhirInstanceValidator module =
        new FhirInstanceValidator(
            new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context)));
    module.setAnyExtensionsAllowed(true);
    module.setErrorForUnknownProfiles(false);
    validator = context.newValidator().registerValidatorModule(module);
  }

  /** Every element that this adapter knows, HAPI's model knows, and of the same type. */
  @Test
  void instancesOfEveryTypePassHapisStrictParser() {
    IParser parser = context.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    SortedMap<String, String> refused = new TreeMap<>();
    for (String type : Instances.types()) {
      try {
        parser.parseResource(new Instances(2).resource(type).toString());
      } catch (DataFormatException e) {
        refused.put(type, e.getMessage());
      }
    }
    assertEquals(Map.of(), refused);
  }

  @Test
  void verdictsOnSamplesDifferOnlyWhereListed() throws IOException {
    SortedMap<String, String> differ = new TreeMap<>();
    int same = 0;
    for (String set :
        List.of(
            "hl7.fhir.r4.examples-4.0.1",
            "fhir-test-cases/invalid",
            "fhir-test-cases/valid-edge")) {
      Path folder = Samples.folder().resolve(set);
      for (Map.Entry<String, byte[]> document : Samples.under(folder).entrySet()) {
        List<String> ours = ours(document.getValue());
        List<String> hapis = hapis(new String(document.getValue(), StandardCharsets.UTF_8));
        if (ours.isEmpty() == hapis.isEmpty()) {
          same++;
        } else {
          differ.put(document.getKey(), ours.isEmpty() ? "HAPI: " + hapis : "we: " + ours);
        }
      }
    }
    differ.forEach((name, verdict) -> System.out.println(name + " " + verdict));
    assertEquals(DIFFERENT, List.copyOf(differ.keySet()));
    assertEquals(97 - DIFFERENT.size(), same);
    assertTrue(differ.values().stream().allMatch(verdict -> verdict.startsWith("HAPI")));
  }

  /** What this adapter refuses of valid examples with one change, HAPI's validator refuses too. */
  @Test
  void mutantsAreRefusedByHapiToo() throws IOException {
    Random random = new Random(881);
    SortedMap<String, Integer> passed = new TreeMap<>();
    SortedMap<String, Integer> seen = new TreeMap<>();
    Path folder = Samples.folder().resolve("hl7.fhir.r4.examples-4.0.1");
    List<String> names =
        List.of(
            "AllergyIntolerance-example.json",
            "Condition-example.json",
            "Encounter-f001.json",
            "Immunization-example.json",
            "MedicationRequest-medrx0301.json",
            "Observation-example.json",
            "Patient-example.json");
    for (String name : names) {
      ObjectNode resource = (ObjectNode) MAPPER.readTree(folder.resolve(name).toFile());
      assertEquals(List.of(), hapis(resource.toString()), name);
      int[] count = {0};
      Mutants.of(resource, (kind, expected) -> count[0]++);
      double share = MUTANTS / (double) names.size() / count[0];
      Mutants.of(
          resource,
          (kind, expected) -> {
            if (random.nextDouble() < share) {
              seen.merge(kind, 1, Integer::sum);
              if (hapis(resource.toString()).isEmpty()) {
                passed.merge(kind + ", " + expected, 1, Integer::sum);
              }
            }
          });
    }
    System.out.println("mutants that HAPI's validator refuses too: " + seen);
    assertEquals(Map.of(), passed);
    assertTrue(seen.size() >= 8, seen.toString());
  }

  private static List<String> ours(byte[] document) {
    Problems problems = new Problems();
    try {
      ResourceCheck.of(StrictJsonReader.read(document, problems), problems);
      problems.refuseIfAny();
      return List.of();
    } catch (InvalidDocumentException e) {
      return e.problems().stream().map(each -> each.code() + " at " + each.location()).toList();
    }
  }

  private static List<String> hapis(String json) {
    List<String> errors = new ArrayList<>();
    try {
      for (SingleValidationMessage message : validator.validateWithResult(json).getMessages()) {
        if (message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0) {
          errors.add(message.getLocationString() + ": " + message.getMessage());
        }
      }
    } catch (RuntimeException | LinkageError e) {
      errors.add("threw " + e.getClass().getSimpleName());
    }
    return errors;
  }
}
