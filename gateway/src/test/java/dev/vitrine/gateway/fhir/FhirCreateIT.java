package dev.vitrine.gateway.fhir;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class FhirCreateIT {
  private final String token = Tokens.of(Roles.HOSPITAL, "hospital-" + UUID.randomUUID());

  @Test
  void samplesAreTakenOnceAndFoundAgain() throws IOException {
    for (Path sample : Rest.samples("fhir")) {
      byte[] document = Files.readAllBytes(sample);
      String type = new ObjectMapper().readTree(document).get("resourceType").asText();
      Response first = Rest.post(token, "/fhir/" + type, Rest.FHIR, document);
      outcome(first, 201).body("issue[0].severity", equalTo("information"));
      first.then().header("X-Vitrine-Duplicate", equalTo(null));
      String receipt = first.header("Location");
      String id = receipt.substring(receipt.lastIndexOf('/') + 1);
      first.then().body("issue[0].details.coding[0].code", equalTo(id));
      Rest.as(token).get("/receipts/" + id).then().statusCode(200);

      Response again = Rest.post(token, "/fhir/" + type, Rest.FHIR, document);
      outcome(again, 200).body("issue[0].details.coding[0].code", equalTo(id));
      again.then().header("X-Vitrine-Duplicate", "true").header("Location", receipt);
    }
  }

  @Test
  void whatIsPutIsARecordEachTimeItDiffers() {
    String id = UUID.randomUUID().toString();
    String patient = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";
    Response first = put("Patient/" + id, patient);
    outcome(first, 201);
    outcome(put("Patient/" + id, patient), 200)
        .header("X-Vitrine-Duplicate", "true")
        .header("Location", first.header("Location"));
    outcome(put("Patient/" + id, patient.replace(":", ": ")), 201)
        .header("Location", not(equalTo(first.header("Location"))));
    outcome(Rest.post(token, "/fhir/Patient", Rest.FHIR, patient), 200);
  }

  @Test
  void whatIsPutHasTheIdOfTheAddress() {
    for (String patient :
        new String[] {
          "{\"resourceType\":\"Patient\",\"id\":\"a\"}", "{\"resourceType\":\"Patient\"}"
        }) {
      outcome(put("Patient/b", patient), 400)
          .body("issue[0].details.coding[0].code", equalTo("wrong-id"))
          .body("issue[0].code", equalTo("value"));
    }
    outcome(put("Group/a", "{\"resourceType\":\"Patient\",\"id\":\"a\"}"), 400)
        .body("issue[0].details.coding[0].code", equalTo("wrong-resource-type"));
  }

  private Response put(String path, String resource) {
    return Rest.as(token)
        .contentType(Rest.FHIR)
        .body(resource.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .put("/fhir/" + path);
  }

  @Test
  void aRefusalSaysWhereInFhirPath() {
    String patient =
        "{\"resourceType\": \"Patient\", \"gender\": \"x\", \"birthDate\": \"1.1.1970\"}";
    outcome(Rest.post(token, "/fhir/Patient", Rest.FHIR, patient), 400)
        .body("issue", hasSize(2))
        .body("issue.severity", hasItem("error"))
        .body("issue.code", hasItem("code-invalid"))
        .body("issue.code", hasItem("value"))
        .body("issue.expression.flatten()", hasItem("Patient.gender"))
        .body("issue.expression.flatten()", hasItem("Patient.birthDate"))
        .body("issue[0].diagnostics", not(equalTo("")))
        .body("issue[0].details.text", not(containsString("1970")));
  }

  @Test
  void aNameThatIsNoElementIsPlacedAtItsParent() {
    String patient = "{\"resourceType\": \"Patient\", \"a b\": \"x\"}";
    outcome(Rest.post(token, "/fhir/Patient", Rest.FHIR, patient), 400)
        .body("issue[0].expression[0]", equalTo("Patient"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Observation", "patient", "Nonsense", "%00", "Patient%20"})
  void theTypeInTheAddressMustBeTheResources(String type) {
    outcome(
            Rest.as(token)
                .urlEncodingEnabled(false)
                .contentType(Rest.FHIR)
                .body(
                    "{\"resourceType\": \"Patient\"}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/fhir/" + type),
            400)
        .body("issue[0].details.coding[0].code", equalTo("wrong-resource-type"));
  }

  @Test
  void onlyHospitalsAndSuppliersGetIn() {
    String patient = "{\"resourceType\": \"Patient\"}";
    given()
        .contentType("application/json")
        .body(patient)
        .post("/fhir/Patient")
        .then()
        .statusCode(401);
    for (String role : new String[] {Roles.AUDITOR, Roles.RESEARCHER, Roles.PATIENT}) {
      Rest.post(Tokens.of(role, "party"), "/fhir/Patient", Rest.FHIR, patient)
          .then()
          .statusCode(403);
    }
  }

  @Test
  void otherMediaTypesAreRefused() {
    outcome(Rest.post(token, "/fhir/Patient", "application/xml", "<Patient/>"), 415)
        .body("issue[0].code", equalTo("not-supported"));
  }

  @Test
  void whatIsTooLongIsRefused() {
    byte[] document = new byte[(4 << 20) + 1];
    Arrays.fill(document, (byte) ' ');
    outcome(Rest.post(token, "/fhir/Patient", Rest.FHIR, document), 413)
        .body("issue[0].code", equalTo("too-long"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "\u0000", "[]", "nul", "{}", "{\"resourceType\":\"Nonsense\"}"})
  void nonsenseIsRefused(String document) {
    outcome(Rest.post(token, "/fhir/Patient", "application/json", document), 400)
        .body("issue[0].severity", equalTo("error"))
        .body("issue[0].diagnostics", not(containsString("Exception")));
  }

  @Test
  void metadataIsForEveryoneAndClaimsOnlyWhatIsDone() {
    given()
        .get("/fhir/metadata")
        .then()
        .statusCode(200)
        .contentType(Rest.FHIR)
        .body("resourceType", equalTo("CapabilityStatement"))
        .body("fhirVersion", equalTo("4.0.1"))
        .body("rest[0].resource", hasSize(146))
        .body(
            "rest[0].resource.interaction.flatten().code.unique()",
            equalTo(java.util.List.of("create", "update", "read", "search-type")))
        .body("rest[0].interaction.code", equalTo(java.util.List.of("transaction", "batch")))
        .body("rest[0].operation.name", equalTo(java.util.List.of("import")));
  }

  private static ValidatableResponse outcome(Response answer, int status) {
    return answer
        .then()
        .statusCode(status)
        .contentType(Rest.FHIR)
        .body("resourceType", equalTo("OperationOutcome"));
  }
}
