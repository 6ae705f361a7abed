package dev.vitrine.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.OpinionFolder;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway that takes only what HAPI's validator accepts too. */
@QuarkusTest
@TestProfile(RequiredOpinionIT.Required.class)
class RequiredOpinionIT {
  /** With HAPI as a condition. */
  public static final class Required implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "vitrine.fhir.second-opinion", "required",
          "vitrine.fhir.hapi.folder", OpinionFolder.HAPI.toString(),
          "vitrine.fhir.hapi.queue", "1",
          "vitrine.fhir.hapi.start-timeout", "180s",
          "vitrine.fhir.hapi.timeout", "60s");
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(GatewayResource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  private final String token = Tokens.of(Roles.HOSPITAL, "hospital-" + UUID.randomUUID());

  @BeforeEach
  void onlyWithHapi() {
    OpinionFolder.require();
  }

  @Test
  void whatHapiRefusesIsRefusedWithItsPlaceAndNotStored() {
    String disputed = OpinionFolder.DISPUTED.formatted(UUID.randomUUID());
    for (int i = 0; i < 2; i++) {
      Rest.post(token, "/fhir/Encounter", Rest.FHIR, disputed)
          .then()
          .statusCode(400)
          .body("issue[0].details.coding[0].code", equalTo("second-opinion"))
          .body("issue[0].expression[0]", equalTo("Encounter.period"))
          .body("issue[0].details.text", containsString("HAPI's validator refuses this"));
    }
    Rest.post(token, "/fhir/Patient", Rest.FHIR, patient()).then().statusCode(201);
  }

  @Test
  void aBundleWaitsInOnePlaceAndIsTakenOrRefusedWhole() {
    Rest.post(
            token,
            "/fhir",
            Rest.FHIR,
            batch(posted(patient()), posted(patient()), posted(patient())))
        .then()
        .statusCode(200)
        .body("entry.response.status.unique()", equalTo(List.of("201 Created")));
    String good = patient();
    Rest.post(token, "/fhir", Rest.FHIR, batch(posted(good), posted(disputed())))
        .then()
        .statusCode(400)
        .body("issue[0].details.text", containsString("resource 2 of the 2"));
    Rest.post(token, "/fhir/Patient", Rest.FHIR, good).then().statusCode(201);
  }

  @Test
  void anImportGoesOnAfterALineThatHapiRefuses() {
    String file = patient() + "\n" + disputed() + "\n" + patient();
    Rest.as(token)
        .urlEncodingEnabled(false)
        .contentType("application/fhir+ndjson")
        .body(file.getBytes(StandardCharsets.UTF_8))
        .post("/fhir/$import")
        .then()
        .statusCode(200)
        .body("taken", equalTo(2))
        .body("refused", equalTo(1))
        .body("refusals[0].line", equalTo(2))
        .body("refusals[0].code", equalTo("second-opinion"))
        .body("refusals[0].expression", equalTo("Encounter.period"));
  }

  private static String patient() {
    return "{\"resourceType\":\"Patient\",\"id\":\"" + UUID.randomUUID() + "\"}";
  }

  private static String disputed() {
    return OpinionFolder.DISPUTED.formatted(UUID.randomUUID()).replace("\n", "");
  }

  private static String posted(String resource) {
    String type = resource.contains("Encounter") ? "Encounter" : "Patient";
    return "{\"resource\":"
        + resource
        + ",\"request\":{\"method\":\"POST\",\"url\":\""
        + type
        + "\"}}";
  }

  private static String batch(String... entries) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
        + String.join(",", entries)
        + "]}";
  }
}
