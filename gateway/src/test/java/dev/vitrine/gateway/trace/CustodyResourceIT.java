package dev.vitrine.gateway.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.audit.TrustRoots;
import dev.vitrine.gateway.custody.CanonicalEpc;
import dev.vitrine.gateway.custody.CustodyCheck;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Presentation;
import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.Verdict;
import dev.vitrine.proofs.presentation.Verifier;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the field
class CustodyResourceIT {
  private static final String NONCE = "000102030405060708090a0b0c0d0e0f";
  private static final String AUDIENCE = "https://verifier.example";

  @Inject TrustRoots roots;

  private final String maker = Tokens.of(Roles.SUPPLIER, TestPolicies.MAKER);
  private final String wholesaler = Tokens.of(Roles.SUPPLIER, TestPolicies.WHOLESALER, "HOPERAT");
  private final String epc = "urn:epc:id:sgtin:9506000.013435." + Documents.unique();

  @Test
  void aChainOverTwoPartiesIsShownAndVerifiesOffline() throws Exception {
    capture(maker, "2026-01-01T10:00:00Z", "commissioning");
    capture(maker, "2026-01-02T10:00:00Z", "shipping");
    capture(wholesaler, "2026-01-01T20:00:00Z", "receiving");

    Response view = get(wholesaler, "application/json", "");
    assertEquals(200, view.statusCode());
    assertEquals(CanonicalEpc.of(epc), view.path("epc"));
    List<Map<String, Object>> steps = view.path("steps");
    assertEquals(List.of(1, 2, 3), steps.stream().map(step -> step.get("sequence")).toList());
    assertEquals(List.of(false, false, true), steps.stream().map(s -> s.get("late")).toList());
    assertEquals(steps.get(1).get("recordRoot"), steps.get(2).get("previous"));
    assertEquals(
        Map.of("bizStep", "shipping", "eventTime", "2026-01-02T10:00:00Z"),
        steps.get(1).get("shown"));
    assertEquals(TestPolicies.WHOLESALER, view.<String>path("steps[2].shown.capturedBy"));

    Response anything = get(wholesaler, "*/*", "");
    assertEquals(CanonicalEpc.of(epc), anything.path("epc"), "people read JSON");

    Verdict verdict = verify(file(wholesaler, ""));
    assertEquals(Outcome.VALID, verdict.outcome());
    assertEquals("steps 1 to 3 without a gap", new CustodyCheck(epc, 1).check(verdict).detail());
    RecordClaim first = verdict.statement().records().get(0);
    assertFalse(first.shown().containsKey(first.schema().indexOf("capturedBy")), "hidden");
    assertFalse(first.shown().containsKey(first.schema().indexOf("event")), "hidden");
    assertTrue(first.shown().containsKey(first.schema().indexOf("bizStep")));

    Verdict rest = verify(file(wholesaler, "&from=2"));
    assertEquals("steps 2 to 3 without a gap", new CustodyCheck(epc, 2).check(rest).detail());
    assertEquals(
        CustodyCheck.STEP,
        assertThrows(RefusedException.class, () -> new CustodyCheck(epc, 1).check(rest)).step());
  }

  @Test
  void aStepThatMayNotBeSeenEndsTheView() throws Exception {
    String stranger = Tokens.of(Roles.SUPPLIER, "stranger-" + Documents.unique(), "HOPERAT");
    capture(maker, "2026-01-01T10:00:00Z", "commissioning");
    capture(stranger, "2026-01-02T10:00:00Z", "storing");
    capture(wholesaler, "2026-01-03T10:00:00Z", "receiving");
    Response view = get(wholesaler, "application/json", "");
    assertEquals(3, view.<Integer>path("from"));
    assertEquals(1, view.<List<Object>>path("steps").size());
    assertEquals(
        "steps 3 to 3 without a gap",
        new CustodyCheck(epc, 3).check(verify(file(wholesaler, ""))).detail());
    assertEquals(2, get(stranger, "application/json", "").<Integer>path("from"));
  }

  @Test
  void whoMaySeeNothingOfAChainIsToldThatThereIsNone() {
    capture(maker, "2026-01-01T10:00:00Z", "commissioning");
    for (String token :
        List.of(
            Tokens.of(Roles.SUPPLIER, "stranger-" + Documents.unique(), "HOPERAT"),
            Tokens.of(Roles.SUPPLIER, TestPolicies.WHOLESALER, "TREAT"),
            Tokens.of(Roles.HOSPITAL, TestPolicies.WHOLESALER, "HOPERAT"))) {
      Response hidden = get(token, "application/json", "");
      Response none =
          Rest.as(token)
              .accept("application/json")
              .urlEncodingEnabled(false)
              .get("/trace/urn:epc:id:sgtin:9506000.013435.NONE/custody");
      assertEquals(404, hidden.statusCode());
      assertEquals(none.statusCode(), hidden.statusCode());
      assertEquals(none.<String>path("detail"), hidden.<String>path("detail"));
      assertEquals(404, get(token, Presentation.MEDIA_TYPE, proofQuery("")).statusCode());
    }
  }

  @Test
  void aLinkNamesTheSameObject() {
    capture(maker, "2026-01-01T10:00:00Z", "commissioning");
    String link = CanonicalEpc.of(epc).replace(":", "%3A").replace("/", "%2F");
    Response view =
        Rest.as(maker)
            .accept("application/json")
            .urlEncodingEnabled(false)
            .get("/trace/" + link + "/custody");
    assertEquals(200, view.statusCode());
    assertEquals(1, view.<List<Object>>path("steps").size());
  }

  @Test
  void whatIsAskedWronglyIsRefused() {
    capture(maker, "2026-01-01T10:00:00Z", "commissioning");
    assertEquals(400, get(maker, "application/json", "?from=0").statusCode());
    assertEquals(400, get(maker, "application/json", "?from=x").statusCode());
    assertEquals(400, get(maker, Presentation.MEDIA_TYPE, "?audience=a&nonce=00").statusCode());
    assertEquals(400, get(maker, Presentation.MEDIA_TYPE, "?nonce=" + NONCE).statusCode());
    assertEquals(
        403, get(Tokens.of(Roles.AUDITOR, "auditor"), "application/json", "").statusCode());
  }

  private void capture(String token, String time, String step) {
    String event =
        """
        {"type": "ObjectEvent", "eventID": "urn:uuid:%s", "eventTime": "%s",
         "eventTimeZoneOffset": "+00:00", "epcList": ["%s"], "action": "OBSERVE", "bizStep": "%s"}
        """
            .formatted(UUID.randomUUID(), time, epc, step);
    assertEquals(202, Rest.post(token, "/epcis/capture", Rest.EPCIS, event).statusCode());
  }

  private byte[] file(String token, String more) {
    Response answer = get(token, Presentation.MEDIA_TYPE, proofQuery(more));
    assertEquals(200, answer.statusCode(), answer::asString);
    return answer.asByteArray();
  }

  private static String proofQuery(String more) {
    return "?audience=" + AUDIENCE + "&nonce=" + NONCE + more;
  }

  private Response get(String token, String accept, String query) {
    return Rest.as(token)
        .accept(accept)
        .urlEncodingEnabled(false)
        .get("/trace/" + epc + "/custody" + query);
  }

  private Verdict verify(byte[] file) {
    return new Verifier(roots.file().trust(), new SecureRandom())
        .verify(file, Policy.at(Instant.now()).audience(AUDIENCE));
  }
}
