package dev.vitrine.gateway.provenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.FhirSigners;
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
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class ProvenanceIT {
  @TestHTTPResource("/")
  URI gateway;

  private final String owner = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_K);
  private final String stranger = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_A);
  private final String id = Documents.unique();
  private final String patient = Documents.patient(id);
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
  void aSignatureByAKnownKeyIsCommittedWithTheProvenance() {
    take(owner, "Patient", patient);
    Map<String, String> slots =
        slots(take(owner, "Provenance", signed("Patient/" + id, FhirSigners.WHO, patient)));
    assertEquals(FhirSigners.WHO, slots.get("signedBy"));
    assertEquals(64, slots.getOrDefault("signatureKey", "").length());
  }

  @Test
  void aStolenNameOrAChangedTargetIsRefusedWithItsPlace() {
    take(owner, "Patient", patient);
    for (String cheat :
        new String[] {
          FhirSigners.provenance(
              "Patient/" + id, FhirSigners.WHO, FhirSigners.generate().getPrivate(), patient),
          signed("Patient/" + id, FhirSigners.WHO, patient.replace("female", "male"))
        }) {
      Response refused = Rest.post(owner, "/fhir/Provenance", Rest.FHIR, cheat);
      assertEquals(400, refused.statusCode());
      assertTrue(refused.asString().contains("invalid-signature"), refused.asString());
      assertTrue(refused.asString().contains("Provenance.signature[0]"), refused.asString());
    }
  }

  @Test
  void whatIsNotKnownSaysNothing() {
    assertFalse(
        slots(take(owner, "Provenance", signed("Patient/" + id, FhirSigners.WHO, patient)))
            .containsKey("signedBy"),
        "no target yet");
    take(stranger, "Patient", patient);
    assertFalse(
        slots(take(owner, "Provenance", " " + signed("Patient/" + id, FhirSigners.WHO, patient)))
            .containsKey("signedBy"),
        "another's target");
    take(owner, "Patient", patient);
    assertFalse(
        slots(take(owner, "Provenance", signed("Patient/" + id, "Practitioner/no", patient)))
            .containsKey("signedBy"),
        "nobody known");
    assertFalse(
        slots(
                stranger,
                take(stranger, "Provenance", signed("Patient/" + id, FhirSigners.WHO, patient)))
            .containsKey("signedBy"),
        "another party's Practitioner of the same name");
  }

  @Test
  void inATransactionTheTargetIsTheOneBesideIt() {
    String urn = "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0";
    String bundle =
        """
        {"resourceType": "Bundle", "type": "transaction", "entry": [
          {"fullUrl": "%s", "resource": %s, "request": {"method": "POST", "url": "Patient"}},
          {"resource": %s, "request": {"method": "POST", "url": "Provenance"}}]}
        """;
    Response cheated =
        Rest.post(
            owner,
            "/fhir",
            Rest.FHIR,
            bundle.formatted(
                urn, patient.replace("female", "male"), signed(urn, FhirSigners.WHO, patient)));
    assertEquals(400, cheated.statusCode());
    assertTrue(cheated.asString().contains("Bundle.entry[1].resource.signature[0]"));
    Response taken =
        Rest.post(
            owner,
            "/fhir",
            Rest.FHIR,
            bundle.formatted(urn, patient, signed(urn, FhirSigners.WHO, patient)));
    assertEquals(200, taken.statusCode(), taken.asString());
    String provenance = taken.jsonPath().getString("entry[1].response.location");
    assertEquals(
        FhirSigners.WHO, slots(provenance.substring("/receipts/".length())).get("signedBy"));
  }

  private String signed(String target, String who, String document) {
    return FhirSigners.provenance(target, who, FhirSigners.known(), document);
  }

  private static String take(String token, String type, String document) {
    Response taken = Rest.post(token, "/fhir/" + type, Rest.FHIR, document);
    assertTrue(taken.statusCode() < 300, taken.asString());
    return taken.header("Location").replaceAll(".*/receipts/", "");
  }

  private Map<String, String> slots(String record) {
    return slots(owner, record);
  }

  private Map<String, String> slots(String token, String record) {
    return client
        .query(token)
        .getRecord(GetRecordRequest.newBuilder().setRecordId(record).build())
        .getSlotsList()
        .stream()
        .filter(slot -> slot.hasText())
        .collect(Collectors.toMap(slot -> slot.getName(), slot -> slot.getText()));
  }
}
