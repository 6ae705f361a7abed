package dev.vitrine.gateway.auditevent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.consent.ConsentDocuments;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.v1.GetRecordRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class AuditEventIT {
  private static final String PATH = "/fhir/AuditEvent";

  @TestHTTPResource("/")
  URI gateway;

  @Inject TagIndex tags;

  private final ObjectMapper json = new ObjectMapper();
  private final String owner = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_K);
  private final String treating = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_B, "TREAT");
  private final String auditor = Tokens.of(Roles.AUDITOR, "auditors", "HOPERAT");
  private final String operator = Tokens.of(Roles.OPERATOR, "gateway");
  private final String patient = Documents.unique();
  private GrpcClient client;

  @BeforeEach
  void connect() {
    client = new GrpcClient(gateway.getPort());
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void aDisclosureIsAnAuditEventForThoseWhoMayKnowOfIt() throws Exception {
    String record = submit(Documents.observation(patient, "15074-8"));
    String disclosure = view(treating, record);
    Response answer = Rest.as(owner).get(PATH + '/' + disclosure);
    assertEquals(200, answer.statusCode());
    assertTrue(answer.contentType().startsWith("application/fhir+json"));
    JsonNode event = json.readTree(answer.asString());
    BalpRules.check(event);
    String text = event.toString();
    assertEquals(disclosure, event.path("id").asText());
    assertTrue(text.contains("\"reference\":\"Patient/" + patient + "\""), text);
    assertTrue(text.contains("\"value\":\"" + record + "\""), text);
    assertTrue(text.contains("\"value\":\"hospital-b\""), text);
    assertTrue(text.contains("{\"type\":\"shown\",\"valueString\":\"valueCode\"}"), text);
    assertFalse(text.contains("15074-8"), "no value");
    assertEquals(answer.asString(), Rest.as(owner).get(PATH + '/' + disclosure).asString());
    assertEquals(answer.asString(), Rest.as(operator).get(PATH + '/' + disclosure).asString());
    assertEquals(answer.asString(), Rest.as(auditor).get(PATH + '/' + disclosure).asString());
    assertEquals(
        2,
        tags.find("vitrine.disclosure.v1", List.of("record=" + disclosure), -1, 10).size(),
        "that others looked at it is on record, too");
    for (String token :
        List.of(
            treating,
            Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_A),
            Tokens.of(Roles.AUDITOR, "auditors", "TREAT"),
            Tokens.of(Roles.AUDITOR, TestPolicies.HOSPITAL_K))) {
      Response refused = Rest.as(token).get(PATH + '/' + disclosure);
      assertEquals(404, refused.statusCode());
      assertEquals(
          "OperationOutcome", json.readTree(refused.asString()).path("resourceType").asText());
      assertEquals(Rest.as(token).get(PATH + "/999999999-0").asString(), refused.asString());
    }
    assertEquals(404, Rest.as(owner).get(PATH + '/' + record).statusCode(), "no disclosure");
    assertEquals(
        403, Rest.as(Tokens.of(Roles.PATIENT, "x")).get(PATH + '/' + disclosure).statusCode());
  }

  @Test
  void aPatientsEventsAreFoundByDateAndPageByPage() throws Exception {
    String record = submit(Documents.observation(patient, "15074-8"));
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(view(treating, record));
    }
    List<String> found = new ArrayList<>();
    String next = PATH + "?patient=Patient/" + patient + "&_count=2";
    int pages = 0;
    while (!next.isEmpty()) {
      JsonNode bundle = bundle(owner, next);
      assertEquals("searchset", bundle.path("type").asText());
      bundle.path("entry").forEach(entry -> BalpRules.check(entry.path("resource")));
      bundle.path("entry").forEach(entry -> found.add(entry.path("resource").path("id").asText()));
      next = "";
      for (JsonNode link : bundle.path("link")) {
        if (link.path("relation").asText().equals("next")) {
          next = link.path("url").asText();
        }
      }
      pages++;
    }
    assertEquals(made, found);
    assertEquals(3, pages);
    assertEquals(5, bundle(auditor, PATH + "?patient=" + patient).path("entry").size());
    assertEquals(5, bundle(operator, PATH + "?patient=" + patient).path("entry").size());
    assertEquals(
        5,
        bundle(owner, PATH + "?patient=" + patient).path("entry").size(),
        "looks at the log are none of the disclosures");
    assertEquals(
        0, bundle(owner, PATH + "?patient=" + patient + "&date=lt2026-01-01").path("entry").size());
    assertEquals(
        5,
        bundle(owner, PATH + "?patient=" + patient + "&date=ge2026-01-01&date=lt2100-01-01")
            .path("entry")
            .size());
    for (String token :
        List.of(
            treating,
            Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_A),
            Tokens.of(Roles.AUDITOR, "auditors", "TREAT"))) {
      assertEquals(0, bundle(token, PATH + "?patient=" + patient).path("entry").size());
    }
  }

  @Test
  void theConsentThatDecidedIsNamed() throws Exception {
    String record = submit(Documents.observation(patient, "15074-8"));
    String consent = submit(ConsentDocuments.consent("c", patient, ConsentDocuments.OPT_IN, ""));
    JsonNode event =
        json.readTree(Rest.as(owner).get(PATH + '/' + view(treating, record)).asString());
    BalpRules.check(event);
    List<JsonNode> named =
        BalpRules.entities(event, "http://hl7.org/fhir/resource-types", "Consent");
    assertEquals(1, named.size());
    assertEquals(consent, named.get(0).path("what").path("identifier").path("value").asText());
  }

  @Test
  void badQuestionsAreRefusedAndAuditEventsAreStillTaken() throws Exception {
    for (String bad :
        List.of(
            "",
            "?patient=",
            "?patient=a&patient=b",
            "?patient=a&date=tomorrow",
            "?patient=a&_count=0",
            "?patient=a&_count=201",
            "?patient=a&_after=x",
            "?patient=a&agent=b")) {
      Response refused = Rest.as(owner).get(PATH + bad);
      assertEquals(400, refused.statusCode(), bad);
      assertEquals(
          "OperationOutcome", json.readTree(refused.asString()).path("resourceType").asText());
    }
    String record = submit(Documents.observation(patient, "15074-8"));
    String event = Rest.as(owner).get(PATH + '/' + view(treating, record)).asString();
    String id = json.readTree(event).path("id").asText();
    assertEquals(403, Rest.post(auditor, PATH, Rest.FHIR, event).statusCode());
    assertEquals(201, Rest.post(owner, PATH, Rest.FHIR, event).statusCode());
    assertEquals(
        200,
        Rest.as(owner)
            .contentType(Rest.FHIR)
            .body(event.getBytes(StandardCharsets.UTF_8))
            .put(PATH + '/' + id)
            .statusCode(),
        "the same document");
  }

  private JsonNode bundle(String token, String address) throws JsonProcessingException {
    Response answer = Rest.as(token).urlEncodingEnabled(false).get(address);
    assertEquals(200, answer.statusCode(), answer.asString());
    return json.readTree(answer.asString());
  }

  private String view(String token, String record) {
    return client
        .query(token)
        .getRecord(GetRecordRequest.newBuilder().setRecordId(record).build())
        .getDisclosure()
        .getRecordId();
  }

  private String submit(String document) {
    return client.intake(owner).submit(Documents.fhir(document)).getReceipts(0).getRecordId();
  }
}
