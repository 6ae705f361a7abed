package dev.vitrine.adapters.fhir.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.path.FhirPathException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FhirPathTest {
  private static final String DISPENSE =
      """
      {"resourceType":"MedicationDispense","id":"d1","status":"completed",
       "contained":[{"resourceType":"Medication","id":"m","batch":{"lotNumber":"L7"}}],
       "medicationReference":{"reference":"#m"},
       "subject":{"reference":"Patient/7"},
       "quantity":{"value":12.50,"unit":"ml"},
       "dosageInstruction":[{"text":"one","sequence":1},{"text":"two"}]}""";

  private static JsonObject tree(String json) throws Exception {
    return StrictJsonReader.read(json.getBytes(StandardCharsets.UTF_8), new Problems());
  }

  private static List<String> values(String path, String json, References references)
      throws Exception {
    return FhirPath.compile(path).values(tree(json), references).stream()
        .map(value -> value instanceof JsonPrimitive primitive ? primitive.text() : "{}")
        .toList();
  }

  private static List<String> values(String path) throws Exception {
    return values(path, DISPENSE, References.NONE);
  }

  private static FhirPathException refused(String path) {
    return assertThrows(FhirPathException.class, () -> FhirPath.compile(path), path);
  }

  @Test
  void walksElementsAndKeepsWhatWasWritten() throws Exception {
    assertEquals(List.of("12.50"), values("MedicationDispense.quantity.value"));
    assertEquals(List.of("one", "two"), values("dosageInstruction.text"));
    assertEquals(List.of("two"), values("dosageInstruction[1].text"));
    assertEquals(List.of("two"), values("dosageInstruction.where(sequence.empty()).text"));
    assertEquals(List.of(), values("Patient.dosageInstruction"));
    assertEquals(List.of(), values("dosageInstruction[7]"));
  }

  @Test
  void choiceIsFoundUnderItsPlainName() throws Exception {
    assertEquals(List.of("#m"), values("medication.reference"));
    assertEquals(List.of("#m"), values("medication.ofType(Reference).reference"));
    assertEquals(List.of(), values("medication.ofType(CodeableConcept)"));
    assertEquals(List.of("true"), values("medication is Reference"));
  }

  @Test
  void referencesLeadIntoTheDocumentAndWhatCameWithIt() throws Exception {
    assertEquals(List.of("L7"), values("medication.resolve().batch.lotNumber"));
    assertEquals(List.of("L7"), values("medication.resolve().ofType(Medication).batch.lotNumber"));
    assertEquals(List.of(), values("subject.resolve()"));
    JsonObject patient = tree("{\"resourceType\":\"Patient\",\"gender\":\"female\"}");
    References bundle = reference -> reference.equals("Patient/7") ? patient : null;
    assertEquals(List.of("female"), values("subject.resolve().gender", DISPENSE, bundle));
    assertEquals(List.of("L7"), values("medication.resolve().batch.lotNumber", DISPENSE, bundle));
  }

  @Test
  void extensionsOfPrimitivesAreFound() throws Exception {
    String patient =
        "{\"resourceType\":\"Patient\",\"birthDate\":\"1970\",\"_birthDate\":{\"extension\":"
            + "[{\"url\":\"http://x\",\"valueString\":\"y\"}]},\"_gender\":{\"extension\":"
            + "[{\"url\":\"http://x\",\"valueString\":\"z\"}]}}";
    assertEquals(
        List.of("y"), values("birthDate.extension('http://x').value", patient, References.NONE));
    assertEquals(
        List.of("true"),
        values("gender.exists()", patient, References.NONE),
        "no value, but there");
    assertEquals(List.of("false"), values("gender.hasValue()", patient, References.NONE));
    assertEquals(List.of(), values("gender", patient, References.NONE));
  }

  @Test
  void whatIsNotSupportedIsRefusedWithItsPlace() {
    for (String path :
        List.of(
            "name.given.matches('a+')",
            "today()",
            "1 + 1",
            "name ~ name",
            "4 'g'",
            "7 days",
            "%terminologies",
            "ofType(Resource)",
            "name.trace('x')")) {
      assertEquals(Kind.UNSUPPORTED, refused(path).kind(), path);
    }
    assertEquals(11, refused("name.given.matches('a+')").position());
    assertTrue(
        String.valueOf(refused("name.given.matches('a+')").getMessage()).contains("matches()"));
  }

  @Test
  void whatIsNotWellFormedIsRefusedWithItsPlace() {
    for (String path :
        List.of(
            "",
            "name.",
            ".name",
            "name given",
            "name[0",
            "where(",
            "'a",
            "a = = b",
            "`a",
            "\\",
            "first(1)",
            "where()",
            "/* a",
            "'\\q'",
            "@2026-13",
            "Nothing.name",
            "is(Nothing)",
            "1a",
            "a and",
            "$",
            "%",
            "(a",
            "a)",
            "{a}")) {
      assertEquals(Kind.INVALID, refused(path).kind(), path);
    }
    assertEquals(5, refused("name.").position());
  }

  @Test
  void boundsEndHostileExpressions() throws Exception {
    assertEquals(Kind.TOO_COMPLEX, refused("a".repeat(3_000)).kind());
    assertEquals(Kind.TOO_COMPLEX, refused("(".repeat(100) + "a" + ")".repeat(100)).kind());
    assertEquals(Kind.TOO_COMPLEX, refused("-".repeat(100) + "1").kind());
    assertEquals(Kind.TOO_COMPLEX, refused("a" + ".a".repeat(900)).kind());
    assertNotNull(FhirPath.compile("a".repeat(2_000)));
    FhirPath costly =
        FhirPath.compile(
            "descendants()" + ".select(%resource.descendants())".repeat(6) + ".count()");
    JsonObject tree = tree(DISPENSE);
    assertEquals(
        Kind.TOO_COMPLEX,
        assertThrows(FhirPathException.class, () -> costly.values(tree, References.NONE)).kind());
    FhirPath growing =
        FhirPath.compile("'aaaaaaaaaaaaaaaa'" + ".replace('a','aaaaaaaa')".repeat(9));
    assertEquals(
        Kind.TOO_COMPLEX,
        assertThrows(FhirPathException.class, () -> growing.values(tree, References.NONE)).kind());
  }

  @Test
  void errorsOfEvaluationAreNotAnswers() throws Exception {
    JsonObject tree = tree(DISPENSE);
    for (String path :
        List.of(
            "dosageInstruction.single()",
            "where(status)",
            "dosageInstruction.text.length()",
            "status < 1",
            "quantity.is(Quantity) and quantity < 1",
            "-status")) {
      FhirPath compiled = FhirPath.compile(path);
      assertEquals(
          Kind.EVALUATION,
          assertThrows(FhirPathException.class, () -> compiled.values(tree, References.NONE), path)
              .kind());
    }
  }

  @Test
  void messagesHoldNothingOfADocument() throws Exception {
    JsonObject tree = tree(DISPENSE);
    FhirPathException fault =
        assertThrows(
            FhirPathException.class,
            () -> FhirPath.compile("-status").values(tree, References.NONE));
    assertFalse(String.valueOf(fault.getMessage()).contains("completed"));
  }

  @Test
  void guardHoldsOnlyWhereItIsTrue() throws Exception {
    JsonObject tree = tree(DISPENSE);
    assertTrue(FhirPath.compile("status = 'completed'").holds(tree, References.NONE));
    assertFalse(FhirPath.compile("status = 'other'").holds(tree, References.NONE));
    assertFalse(FhirPath.compile("nothing = 'other'").holds(tree, References.NONE));
    assertFalse(FhirPath.compile("nothing != 'other'").holds(tree, References.NONE));
    assertTrue(
        FhirPath.compile("nothing.empty() or nothing != 'other'").holds(tree, References.NONE));
  }
}
