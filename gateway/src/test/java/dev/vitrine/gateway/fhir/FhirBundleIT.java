package dev.vitrine.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.SharedSamples;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.v1.GetRecordRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class FhirBundleIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BAD = "{\"resourceType\":\"Patient\",\"gender\":\"x\"}";

  private final String party = "hospital-" + UUID.randomUUID();
  private final String token = Tokens.of(Roles.HOSPITAL, party);

  @Inject TagIndex tags;

  @Test
  void syntheaTransactionsAreTakenAndEveryOriginalIsKeptToTheByte() throws Exception {
    for (String set : List.of("synthea-ms-anonymizer", "synthea-blaze")) {
      try (Stream<Path> files = Files.list(SharedSamples.folder("fhir", set))) {
        for (Path file : files.sorted().toList()) {
          byte[] bundle = Files.readAllBytes(file);
          Response answer = post(bundle);
          ok(answer, "transaction-response");
          JsonNode sent = JSON.readTree(bundle).path("entry");
          JsonNode answered = JSON.readTree(answer.asByteArray()).path("entry");
          assertEquals(sent.size(), answered.size());
          String text = new String(bundle, StandardCharsets.UTF_8);
          for (int i = 0; i < sent.size(); i++) {
            JsonNode response = answered.path(i).path("response");
            // patients share organizations and practitioners, to the byte
            assertTrue(
                Set.of("201 Created", "200 OK").contains(response.path("status").asText()),
                "entry " + i);
            if (i % 40 == 0) {
              assertKept(text, sent.path(i).path("resource"), response.path("location").asText());
            }
          }
          Response again = post(bundle);
          ok(again, "transaction-response")
              .body("entry.response.status.unique()", equalTo(List.of("200 OK")));
          assertEquals(
              answer.path("entry.response.location").toString(),
              again.path("entry.response.location").toString());
        }
      }
    }
  }

  @Test
  void hl7sBundlesAreTaken() throws Exception {
    try (Stream<Path> files =
        Files.list(SharedSamples.folder("fhir", "hl7.fhir.r4.examples-4.0.1"))) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("Bundle")).toList()) {
        byte[] bundle = Files.readAllBytes(file);
        if (file.endsWith("Bundle-bundle-transaction.json")) {
          outcome(post(bundle), 400)
              .body("issue.expression.flatten()", hasItem("Bundle.entry[5].request.method"));
          String batch =
              new String(bundle, StandardCharsets.UTF_8)
                  .replaceFirst("\"transaction\"", "\"batch\"");
          ok(post(batch), "batch-response")
              .body("entry[0].response.status", equalTo("201 Created"))
              .body("entry[1].response.outcome.issue[1].severity", equalTo("warning"))
              .body("entry[2].response.status", equalTo("201 Created"))
              .body("entry[5].response.status", equalTo("405 Method Not Allowed"));
        } else {
          ok(post(bundle), "batch-response")
              .body("entry.response.status.unique()", equalTo(List.of("201 Created")));
        }
      }
    }
  }

  @Test
  void ofATransactionWithAFaultNothingIsTaken() {
    String good = patient();
    outcome(post(transaction(good, BAD)), 400)
        .body("issue[0].code", equalTo("code-invalid"))
        .body("issue[0].expression[0]", equalTo("Bundle.entry[1].resource.gender"));
    ok(post(transaction(good)), "transaction-response")
        .body("entry[0].response.status", equalTo("201 Created"))
        .body("entry[0].response.location", startsWith("/receipts/"));
  }

  @Test
  void ofABatchEachEntryIsForItself() {
    String twice = patient();
    Response answer =
        post(bundle("batch", asked(patient()), asked(BAD), asked(twice), asked(twice)));
    ok(answer, "batch-response")
        .body("entry", hasSize(4))
        .body("entry[0].response.status", equalTo("201 Created"))
        .body("entry[1].response.status", equalTo("400 Bad Request"))
        .body("entry[1].response.location", nullValue())
        .body(
            "entry[1].response.outcome.issue[0].expression[0]",
            equalTo("Bundle.entry[1].resource.gender"))
        .body("entry[2].response.status", equalTo("201 Created"))
        .body("entry[3].response.status", equalTo("200 OK"));
    assertEquals(
        answer.<String>path("entry[2].response.location"),
        answer.<String>path("entry[3].response.location"));
  }

  @Test
  void anEntryIsFoundByWhatItsReferenceMeans() {
    String id = UUID.randomUUID().toString();
    String patient = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";
    String observation =
        "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
            + "\"subject\":{\"reference\":\"urn:uuid:"
            + id
            + "\"}}";
    ok(
        post(
            bundle(
                "collection",
                "{\"fullUrl\":\"urn:uuid:" + id + "\",\"resource\":" + patient + "}",
                "{\"fullUrl\":\"urn:uuid:o\",\"resource\":" + observation + "}")),
        "batch-response");
    assertEquals(1, found("fhir.Observation.v1", "patient=Patient/" + id));
    assertEquals(1, found("fhir.Observation.v1", "patient=urn:uuid:" + id));
    assertEquals(1, found("fhir.Patient.v1", "patient=urn:uuid:" + id));
    assertEquals(1, found("fhir.Patient.v1", "patient=Patient/" + id));
  }

  @Test
  void aDisclosureIsToldToThePatientBehindTheBundlesName() {
    String id = UUID.randomUUID().toString();
    String receipt =
        post(bundle(
                "collection",
                "{\"fullUrl\":\"urn:uuid:"
                    + id
                    + "\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p-"
                    + id
                    + "\"}}",
                "{\"resource\":{\"resourceType\":\"Observation\",\"status\":\"final\","
                    + "\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"urn:uuid:"
                    + id
                    + "\"}}}"))
            .path("entry[1].response.location");
    try (GrpcClient client = new GrpcClient(RestAssured.port)) {
      client
          .query(token)
          .getRecord(
              GetRecordRequest.newBuilder()
                  .setRecordId(receipt.substring(receipt.lastIndexOf('/') + 1))
                  .build());
    }
    for (String name : List.of("patient=Patient/p-" + id, "patient=urn:uuid:" + id)) {
      assertEquals(1, tags.find("vitrine.disclosure.v1", List.of(name), -1, 10).size(), name);
    }
  }

  @Test
  void aDocumentIsOneRecordAndItsEntriesAreFoundToo() {
    String id = UUID.randomUUID().toString();
    String document = document(id);
    Response first = post(document);
    outcome(first, 201).header("Location", startsWith("/receipts/"));
    assertEquals(1, found("fhir.Patient.v1", "patient=Patient/" + id));
    assertEquals(1, found("fhir.Resource.v1", "type=Bundle", "patient=Patient/" + id));
    assertEquals(1, found("fhir.Resource.v1", "type=Composition", "patient=Patient/" + id));
    outcome(Rest.post(token, "/fhir/Bundle", Rest.FHIR, document), 200)
        .header("Location", first.header("Location"));
    assertEquals(1, found("fhir.Patient.v1", "patient=Patient/" + id));
  }

  @Test
  void anEmptyBatchIsAnsweredEmpty() {
    ok(post("{\"resourceType\":\"Bundle\",\"type\":\"batch\"}"), "batch-response")
        .body("entry", nullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"resourceType\":\"Patient\"}",
        "{\"resourceType\":\"Bundle\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"history\"}",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":{}}",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":[]}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":{\"a\":]}}]}",
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{}}]}",
      })
  void nonsenseIsRefused(String document) {
    outcome(post(document), 400)
        .body("issue[0].severity", equalTo("error"))
        .body("issue[0].diagnostics", not(containsString("Exception")));
  }

  @Test
  void onlyHospitalsAndSuppliersGetInAndOnlyJsonInBounds() {
    String bundle = transaction(patient());
    for (String role : new String[] {Roles.AUDITOR, Roles.RESEARCHER, Roles.PATIENT}) {
      Rest.post(Tokens.of(role, "party"), "/fhir", Rest.FHIR, bundle).then().statusCode(403);
    }
    outcome(Rest.post(token, "/fhir", "application/xml", "<Bundle/>"), 415);
    byte[] long17 = new byte[(16 << 20) + 1];
    Arrays.fill(long17, (byte) ' ');
    outcome(post(long17), 413).body("issue[0].code", equalTo("too-long"));
  }

  private void assertKept(String bundle, JsonNode resource, String receipt) throws Exception {
    String digest =
        Rest.as(token).accept("application/json").get(receipt).then().extract().path("document");
    // the resource's own text, found by where its first words stand
    String id = "\"" + resource.path("id").asText() + "\"";
    int start = -1;
    for (int at = bundle.indexOf("\"resource\"");
        at >= 0;
        at = bundle.indexOf("\"resource\"", at + 1)) {
      int open = bundle.indexOf('{', at);
      int end = end(bundle, open);
      String slice = bundle.substring(open, end);
      if (slice.contains(id) && JSON.readTree(slice).equals(resource)) {
        start = open;
        assertEquals(
            HexFormat.of().formatHex(Sha256.of(slice.getBytes(StandardCharsets.UTF_8))), digest);
        break;
      }
    }
    assertTrue(start > 0, receipt);
  }

  /** Where an object ends, by counting braces outside of strings. */
  private static int end(String text, int open) {
    int depth = 0;
    boolean string = false;
    for (int i = open; ; i++) {
      char c = text.charAt(i);
      if (string) {
        i += c == '\\' ? 1 : 0;
        string = c != '"';
      } else if (c == '"') {
        string = true;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i + 1;
      }
    }
  }

  private int found(String schema, String... wanted) {
    return (int)
        tags.find(schema, List.of(wanted), -1, 10).stream()
            .filter(hit -> hit.sender().equals(party))
            .count();
  }

  private Response post(String bundle) {
    return Rest.post(token, "/fhir", Rest.FHIR, bundle);
  }

  private Response post(byte[] bundle) {
    return Rest.post(token, "/fhir", Rest.FHIR, bundle);
  }

  private static String patient() {
    return "{\"resourceType\":\"Patient\",\"id\":\"" + UUID.randomUUID() + "\"}";
  }

  private static String asked(String patient) {
    return "{\"resource\":" + patient + ",\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}";
  }

  private static String transaction(String... patients) {
    return bundle(
        "transaction", Arrays.stream(patients).map(FhirBundleIT::asked).toArray(String[]::new));
  }

  private static String bundle(String type, String... entries) {
    return "{\"resourceType\":\"Bundle\",\"type\":\""
        + type
        + "\",\"entry\":["
        + String.join(",", entries)
        + "]}";
  }

  private static String document(String patient) {
    return "{\"resourceType\":\"Bundle\",\"identifier\":{\"system\":\"urn:ietf:rfc:3986\","
        + "\"value\":\"urn:uuid:"
        + UUID.randomUUID()
        + "\"},\"type\":\"document\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"entry\":["
        + "{\"fullUrl\":\"urn:uuid:1\",\"resource\":{\"resourceType\":\"Composition\","
        + "\"status\":\"final\",\"type\":{\"text\":\"t\"},\"subject\":{\"reference\":"
        + "\"urn:uuid:2\"},\"date\":\"2026-01-01\",\"author\":[{\"reference\":\"urn:uuid:2\"}],"
        + "\"title\":\"t\"}},{\"fullUrl\":\"urn:uuid:2\",\"resource\":{\"resourceType\":"
        + "\"Patient\",\"id\":\""
        + patient
        + "\"}}]}";
  }

  private static ValidatableResponse ok(Response answer, String type) {
    return answer
        .then()
        .statusCode(200)
        .contentType(Rest.FHIR)
        .body("resourceType", equalTo("Bundle"))
        .body("type", equalTo(type));
  }

  private static ValidatableResponse outcome(Response answer, int status) {
    return answer
        .then()
        .statusCode(status)
        .contentType(Rest.FHIR)
        .body("resourceType", equalTo("OperationOutcome"));
  }
}
