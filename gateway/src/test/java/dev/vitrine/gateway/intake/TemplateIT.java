package dev.vitrine.gateway.intake;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.SchemaStore;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A template in the operator's folder is one like those that come with the gateway. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class TemplateIT {
  private final String token = Tokens.of(Roles.HOSPITAL, "hospital-" + UUID.randomUUID());

  @Inject SchemaStore schemas;
  @Inject Policies policies;

  @Test
  void recordsAreMadeUnderIt() {
    String document =
        """
        {"resourceType": "Observation", "status": "final",
         "code": {"coding": [{"system": "urn:oid:2.999.7", "code": "ear"}]},
         "valueQuantity": {"value": 98.6, "system": "http://unitsofmeasure.org", "code": "[degF]"}}
        """;
    String location =
        Rest.post(token, "/fhir/Observation", Rest.FHIR, document.getBytes(StandardCharsets.UTF_8))
            .header("Location");
    Rest.as(token)
        .accept("application/json")
        .get(location.substring(location.indexOf("/receipts/")))
        .then()
        .statusCode(200)
        .body("schema", equalTo(TestPolicies.OWN_SCHEMA));
  }

  @Test
  void policiesMayNameItsSlots() {
    assertTrue(
        policies.known().stream()
            .anyMatch(
                schema -> schema.id().equals(TestPolicies.OWN_SCHEMA) && schema.has("celsius")));
    assertEquals(
        TestPolicies.OWN_SCHEMA, schemas.byName(TestPolicies.OWN_SCHEMA).orElseThrow().id());
  }

  @Test
  void changedTemplateOfTheSameNameIsRefused() {
    Schema changed = Schema.of(TestPolicies.OWN_SCHEMA, List.of(Slot.text("other", "other")));
    String reason =
        String.valueOf(
            assertThrows(
                    IllegalStateException.class, () -> schemas.requireUnchanged(List.of(changed)))
                .getMessage());
    assertTrue(reason.contains(TestPolicies.OWN_SCHEMA) && reason.contains("version"), reason);
    schemas.requireUnchanged(List.of(schemas.byName(TestPolicies.OWN_SCHEMA).orElseThrow()));
  }
}
