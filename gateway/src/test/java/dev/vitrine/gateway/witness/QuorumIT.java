package dev.vitrine.gateway.witness;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.proofs.verdict.RefusedException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Publishing fails closed without the quorum, intake goes on, and what is published has it. */
@QuarkusTest
@QuarkusTestResource(value = WitnessedGatewayResource.class, restrictToAnnotatedClass = true)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class QuorumIT {
  @TestHTTPResource("/")
  URI gateway;

  // not injected: Quarkus would miss the setting in every other test
  private final String witness =
      ConfigProvider.getConfig().getValue(WitnessedGatewayResource.ADDRESS, String.class);

  @Test
  void nothingIsPublishedUntilTheWitnessHasCosigned() throws Exception {
    GrpcClient client = new GrpcClient(gateway.getPort());
    try {
      String supplier = Tokens.of(Roles.SUPPLIER, "quorum-" + Documents.unique());
      assertEquals(
          1, client.intake(supplier).submit(Documents.epcis(Documents.event())).getReceiptsCount());
      // the log stands still, and says by how much it is behind
      String metrics = metrics();
      for (int i = 0; i < 200 && !stored(metrics); i++) {
        Thread.sleep(100);
        metrics = metrics();
      }
      // by the gauges of each log: they are registered anew with each gateway of one test run
      assertTrue(stored(metrics), metrics);
      assertTrue(metrics.contains("vitrine_log_published{log=\"0\"} 0.0\n"), metrics);
      Thread.sleep(1_500);
      assertEquals(404, given().get("/log/checkpoint").statusCode());
      assertTrue(
          metrics.contains("vitrine_log_cosignatures_total{answer=\"503\",witness=\"w.example\"}"),
          metrics);
      assertTrue(metrics.contains("vitrine_log_quorum_failures_total"), metrics);

      given().post(witness + "/open").then().statusCode(204);
      Response published = given().get("/log/checkpoint");
      for (int i = 0; i < 100 && published.statusCode() == 404; i++) {
        Thread.sleep(100);
        published = given().get("/log/checkpoint");
      }
      SignedCheckpoint signed = SignedCheckpoint.parse(published.asByteArray());
      // genesis, a statement about each of four keys, the event's batch and its custody's
      assertEquals(7, signed.checkpoint().size());
      TrustFile trust = TrustFile.parse(given().get("/log/trust.json").asByteArray());
      CheckpointVerifier verifier = new CheckpointVerifier(trust.policy());
      verifier.verify(signed, step -> {});
      SignedCheckpoint bare =
          new SignedCheckpoint(
              signed.checkpoint(),
              new SignedNote(signed.note().text(), List.of(signed.note().signatures().get(0))));
      RefusedException refused =
          assertThrows(RefusedException.class, () -> verifier.verify(bare, step -> {}));
      assertEquals("quorum", refused.step());
    } finally {
      client.close();
    }
  }

  private static boolean stored(String metrics) {
    return metrics.contains("vitrine_log_sequenced{log=\"0\"} 7.0\n");
  }

  private static String metrics() {
    return Rest.as(Tokens.of(Roles.OPERATOR, "operator")).get("/q/metrics").asString();
  }
}
