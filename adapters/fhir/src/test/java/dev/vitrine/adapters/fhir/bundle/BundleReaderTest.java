package dev.vitrine.adapters.fhir.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReaderTest {
  private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"p1\"}";
  private static final String POST = "\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}";

  private final FhirFormat format = new FhirFormat();

  @Test
  void everyEntryGivesTheVeryBytesOfItsResource() throws Exception {
    String spaced =
        "{ \"resourceType\" :\t\"Patient\",\r\n\"name\":[{\"text\":\"Žofie } ] \\\" é𝄞\"}] }";
    String numbers =
        "{\"resourceType\":\"Basic\",\"id\":\"b\",\"code\":{\"text\":\"x\"},"
            + "\"extension\":[{\"url\":\"http://e\",\"valueDecimal\":6.30e0}]}";
    String bundle =
        "\uFEFF \n{\"entry\" : [ { \"resource\":"
            + spaced
            + " } ,{\"fullUrl\":\"urn:uuid:1\",\"resource\" : "
            + numbers
            + "}\n],\"resourceType\":\"Bundle\", \"type\":\"collection\"}\n";
    ReadBundle read = read(bundle);
    assertEquals(BundleKind.COLLECTION, read.kind());
    assertEquals(List.of(), read.problems());
    assertArrayEquals(bytes(spaced), record(read, 0).document());
    assertArrayEquals(bytes(numbers), record(read, 1).document());
  }

  @Test
  void referencesToEntriesAreLookUpTagsOfWhatTheyMean() throws Exception {
    String subject = "urn:uuid:04121321-4af5-424c-a0e1-ed3aab1c349d";
    String server = "https://example.org/fhir/";
    ReadBundle read =
        read(
            bundle(
                "collection",
                entry(subject, PATIENT),
                entry("urn:uuid:2", observation(subject)),
                entry(server + "Observation/o", observation("Patient/9")),
                entry(
                    server + "Patient/9",
                    "{\"resourceType\":\"Patient\",\"id\":\"9\",\"meta\":{\"versionId\":\"4\"}}"),
                entry("urn:uuid:3", observation(server + "Patient/9/_history/4")),
                entry("urn:uuid:4", observation(server + "Patient/9/_history/5")),
                entry("urn:uuid:5", observation("Patient/9")),
                entry(
                    "urn:uuid:6",
                    "{\"resourceType\":\"Group\",\"id\":\"g\",\"type\":\"person\","
                        + "\"actual\":true}"),
                entry("urn:uuid:7", observation("urn:uuid:6"))));
    assertEquals(List.of(), read.problems());
    assertEquals(List.of("patient=Patient/p1", "patient=" + subject), subjects(read, 0));
    assertEquals(List.of("patient=" + subject, "patient=Patient/p1"), subjects(read, 1));
    assertEquals(List.of("patient=Patient/9"), subjects(read, 2));
    assertEquals(
        List.of("patient=" + server + "Patient/9", "patient=Patient/9"), subjects(read, 4));
    assertEquals(List.of("patient=" + server + "Patient/9"), subjects(read, 5));
    assertEquals(List.of("patient=Patient/9"), subjects(read, 6));
    assertEquals(List.of("patient=urn:uuid:6", "subject=Group/g"), subjects(read, 8));
  }

  @Test
  void anIdThatIsNoIdIsNotResolvedTo() throws Exception {
    ReadBundle read =
        read(
            bundle(
                "batch",
                "{\"fullUrl\":\"urn:uuid:1\",\"resource\":{\"resourceType\":\"Patient\","
                    + "\"id\":\"a b\"},"
                    + POST
                    + "}",
                "{\"fullUrl\":\"urn:uuid:2\",\"resource\":"
                    + observation("urn:uuid:1")
                    + ",\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}"));
    assertEquals(List.of("invalid-id at Bundle.entry[0].resource.id"), problems(read.problems()));
    assertEquals(List.of("patient=urn:uuid:1"), subjects(read, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'resource':P}|invariant at Bundle.entry[0].request",
        "{'resource':P,'request':{'method':'POST'}}|missing-element at Bundle.entry[0].request.url",
        "{'resource':P,'request':{'method':'POST','url':'Group'}}"
            + "|wrong-resource-type at Bundle.entry[0].request.url",
        "{'resource':P,'request':{'method':'POST','url':'Patient/p1'}}"
            + "|unsupported-request at Bundle.entry[0].request.url",
        "{'resource':P,'request':{'method':'POST','url':'Patient/$match'}}"
            + "|unsupported-request at Bundle.entry[0].request.url",
        "{'resource':P,'request':{'method':'PUT','url':'Patient/p2'}}"
            + "|wrong-id at Bundle.entry[0].request.url",
        "{'resource':P,'request':{'method':'PUT','url':'Group/p1'}}"
            + "|wrong-resource-type at Bundle.entry[0].request.url",
        "{'resource':P,'request':{'method':'PUT','url':'Patient?identifier=1'}}"
            + "|unsupported-request at Bundle.entry[0].request.url",
        "{'resource':P,'request':{'method':'PUT','url':'Patient/p1','ifMatch':'W/x'}}"
            + "|unsupported-request at Bundle.entry[0].request.ifMatch",
        "{'request':{'method':'GET','url':'Patient/p1'}}"
            + "|unsupported-request at Bundle.entry[0].request.method",
        "{'request':{'method':'DELETE','url':'Patient/p1'}}"
            + "|unsupported-request at Bundle.entry[0].request.method",
        "{'resource':P,'request':{'method':'PATCH','url':'Patient/p1'}}"
            + "|unsupported-request at Bundle.entry[0].request.method",
        "{'request':{'method':'POST','url':'Patient'}}"
            + "|missing-resource at Bundle.entry[0].resource",
        "{'fullUrl':'http://e/Patient/p2','resource':P,'request':{'method':'PUT','url':"
            + "'Patient/p1'}}|invalid-full-url at Bundle.entry[0].fullUrl",
        "{'fullUrl':'http://e/Patient/p1/_history/1','resource':P,'request':{'method':'PUT',"
            + "'url':'Patient/p1'}}|invariant at Bundle.entry[0].fullUrl",
      })
  void aBatchRefusesTheEntryAndTakesTheOthers(String entry, String problem) throws Exception {
    String good = "{\"resource\":{\"resourceType\":\"Patient\"}," + POST + "}";
    ReadBundle read =
        read(
            bundle(
                "batch",
                entry
                    .replace("P", "@")
                    .replace('\'', '"')
                    .replace("\"@OST\"", "\"POST\"")
                    .replace("\"@UT\"", "\"PUT\"")
                    .replace("\"@ATCH\"", "\"PATCH\"")
                    .replace("@atient", "Patient")
                    .replace("@", PATIENT),
                good));
    assertEquals(List.of(problem), problems(read.problems()));
    assertFalse(read.entries().get(0).submission().isPresent());
    assertTrue(read.entries().get(1).submission().isPresent());
    assertEquals(1, read.submissions().size());
  }

  @Test
  void twoEntriesCanNotBeTheSame() throws Exception {
    String put =
        "{\"fullUrl\":\"http://e/Patient/p1\",\"resource\":"
            + PATIENT
            + ",\"request\":{\"method\":\"PUT\",\"url\":\"Patient/p1\"}}";
    assertEquals(
        List.of(
            "invariant at Bundle.entry[1].fullUrl",
            "duplicate-identity at Bundle.entry[1].request.url"),
        problems(read(bundle("transaction", put, put)).problems()));
    String first = PATIENT.replace("}", ",\"meta\":{\"versionId\":\"1\"}}");
    assertEquals(
        List.of(),
        read(bundle(
                "collection",
                entry("http://e/Patient/p1", first),
                entry("http://e/Patient/p1", first.replace("\"1\"", "\"2\""))))
            .problems());
  }

  @Test
  void aCreationUnderAConditionIsMarked() throws Exception {
    ReadBundle read =
        read(
            bundle(
                "transaction",
                "{\"resource\":{\"resourceType\":\"Patient\"},\"request\":{\"method\":\"POST\","
                    + "\"url\":\"Patient\",\"ifNoneExist\":\"identifier=1\"}}"));
    assertTrue(read.entries().get(0).conditional());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'resourceType':'Patient'}|wrong-resource-type at Resource",
        "{'resourceType':'Bundle','type':'history'}|unsupported-bundle at Bundle.type",
        "{'resourceType':'Bundle','type':'batch-response'}|unsupported-bundle at Bundle.type",
        "{'resourceType':'Bundle'}|unsupported-bundle at Bundle.type",
        "{'resourceType':'Bundle','type':'batch','entry':{}}|empty-object at Bundle.entry",
        "{'resourceType':'Bundle','type':'batch','entry':{'x':1}}|wrong-type at Bundle.entry",
        "{'resourceType':'Bundle','type':'batch','entry':[1]}|wrong-type at Bundle.entry",
        "{'resourceType':'Bundle','type':'batch','entry':[{'resource':1}]}"
            + "|invalid-property-name at Bundle.entry",
        "{'resourceType':'Bundle','type':'batch','entry':[{'r\\u0065source':"
            + "{'resourceType':'Patient'}}]}|invalid-property-name at Bundle.entry",
        "{'resourceType':'Bundle','type':'batch','\\u0065ntry':[{'resource':"
            + "{'resourceType':'Patient'}}]}|invalid-property-name at Bundle.entry",
        "{'resourceType':'Bundle','type':'batch','entry':[{'resource':{'resourceType':'Patient'},"
            + "'resource':{'resourceType':'Patient'}}]}|duplicate-key at Bundle.entry[0].resource",
        "{'resourceType':'Bundle','type':'collection','implicitRules':'http://r','entry':[{"
            + "'resource':{'resourceType':'Patient'}}]}|modified-entry at Bundle",
        "{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':"
            + "'Patient'},'modifierExtension':[{'url':'http://m','valueBoolean':true}]}]}"
            + "|modified-entry at Bundle",
      })
  void whatIsNoBundleToBeTakenApartIsRefusedWhole(String document, String problem) {
    List<String> found = refusal(document.replace('\'', '"'));
    assertTrue(found.contains(problem), found.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{",
        "{\"entry\":[{\"resource\":{\"a\":[}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":{\"a\":]}}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":{\"a\":1,}}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":{\"a\":\"\\",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\" \"entry\":[{\"resource\":{\"a\":1}}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":{\"a\":1}}]}{}",
      })
  void whatIsNotJsonIsRefusedWhole(String document) {
    List<String> found = refusal(document);
    assertTrue(
        found.stream()
            .allMatch(
                problem ->
                    problem.startsWith("invalid-json")
                        || problem.startsWith("not-a-resource")
                        || problem.startsWith("trailing-content")),
        found.toString());
  }

  @Test
  void aFaultOfSyntaxIsPlacedInWhatWasSent() {
    InvalidDocumentException refusal =
        assertThrows(
            InvalidDocumentException.class,
            () ->
                read(
                    "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\n\"entry\":[{\"resource\":\n"
                        + "{\"resourceType\":\"Patient\",,}}]}"));
    assertTrue(refusal.problems().get(0).reason().contains("line 3"), refusal.toString());
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedWhole() {
    byte[] bundle =
        bundle("collection", entry("urn:uuid:1", PATIENT.replace("p1", "é")))
            .getBytes(StandardCharsets.ISO_8859_1);
    InvalidDocumentException refusal =
        assertThrows(
            InvalidDocumentException.class,
            () -> format.readBundle(bundle, "application/fhir+json", "party"));
    assertEquals("invalid-utf8", refusal.problems().get(0).code());
  }

  @Test
  void tooManyEntriesAreRefused() {
    StringBuilder bundle =
        new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[");
    for (int i = 0; i <= BundleLimits.ENTRIES; i++) {
      bundle.append(i == 0 ? "" : ",").append("{\"resource\":{\"resourceType\":\"Patient\"}}");
    }
    assertEquals(List.of("too-complex at Bundle.entry"), refusal(bundle.append("]}").toString()));
  }

  @Test
  void aDocumentIsOneRecordWithItsEntriesAsParts() throws Exception {
    String composition =
        "{\"resourceType\":\"Composition\",\"status\":\"final\",\"type\":{\"text\":\"t\"},"
            + "\"subject\":{\"reference\":\"urn:uuid:2\"},\"date\":\"2026-01-01\","
            + "\"author\":[{\"reference\":\"urn:uuid:2\"}],\"title\":\"t\"}";
    String document =
        "{\"resourceType\":\"Bundle\",\"identifier\":{\"system\":\"urn:ietf:rfc:3986\","
            + "\"value\":\"urn:uuid:0\"},\"type\":\"document\","
            + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"entry\":["
            + entry("urn:uuid:1", composition)
            + ","
            + entry("urn:uuid:2", PATIENT)
            + "]}";
    for (Submission taken :
        List.of(
            read(document).submissions().get(0),
            format.read(bytes(document), "application/fhir+json", "party").get(0))) {
      assertArrayEquals(bytes(document), taken.record().document());
      assertTrue(taken.record().tags().contains("patient=Patient/p1"));
      assertEquals(2, taken.parts().size());
      assertArrayEquals(bytes(composition), taken.parts().get(0).document());
      assertArrayEquals(bytes(PATIENT), taken.parts().get(1).document());
      assertTrue(taken.parts().get(0).tags().contains("patient=Patient/p1"));
    }
  }

  private ReadBundle read(String bundle) throws InvalidDocumentException {
    return format.readBundle(bytes(bundle), "application/fhir+json", "party");
  }

  private List<String> refusal(String bundle) {
    return problems(assertThrows(InvalidDocumentException.class, () -> read(bundle)).problems());
  }

  private static TypedRecord record(ReadBundle read, int entry) {
    return read.entries().get(entry).submission().orElseThrow().record();
  }

  private static List<String> subjects(ReadBundle read, int entry) {
    return record(read, entry).tags().stream()
        .filter(tag -> tag.startsWith("patient=") || tag.startsWith("subject="))
        .toList();
  }

  private static List<String> problems(List<Problem> problems) {
    return problems.stream().map(problem -> problem.code() + " at " + problem.location()).toList();
  }

  private static String bundle(String type, String... entries) {
    return "{\"resourceType\":\"Bundle\",\"type\":\""
        + type
        + "\",\"entry\":["
        + String.join(",", entries)
        + "]}";
  }

  private static String entry(String fullUrl, String resource) {
    return "{\"fullUrl\":\"" + fullUrl + "\",\"resource\":" + resource + "}";
  }

  private static String observation(String subject) {
    return "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
        + "\"subject\":{\"reference\":\""
        + subject
        + "\"}}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
