package dev.vitrine.gateway.anchoring;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.audit.TrustRoots;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.ledgers.LedgerPins;
import dev.vitrine.gateway.testing.Cable;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.gateway.testing.TsaResource;
import dev.vitrine.proofs.presentation.LedgerProof;
import dev.vitrine.proofs.presentation.Receipt;
import dev.vitrine.proofs.presentation.ReceiptVerifier;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import dev.vitrine.v1.AnchorState;
import dev.vitrine.v1.ListAnchorsRequest;
import dev.vitrine.v1.ListAnchorsResponse;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of a gateway whose checkpoints a real time-stamping authority stamps. */
@QuarkusTest
@TestProfile(TimeStampedIT.WithTsa.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class TimeStampedIT {
  private static final String LEDGER = "stamps";

  /** A gateway of its own, with a time-stamping authority. */
  public static final class WithTsa implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(TsaResource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  private final String token = Tokens.of(Roles.HOSPITAL, "hospital-" + UUID.randomUUID());

  @TestHTTPResource("/")
  URI gateway;

  @Inject TrustRoots roots;

  @BeforeEach
  void onlyWithOpenSsl() {
    Assumptions.assumeTrue(cable().isPresent(), "NOT TESTED: openssl is not there");
  }

  @Test
  void aRecordIsAnchoredAndItsReceiptProvesItOffline() throws Exception {
    byte[] document = patient();
    Receipt receipt = anchored(address(document));
    TrustFile trust = TrustFile.parse(roots.file().encode());
    List<Step> steps = new ArrayList<>();
    new ReceiptVerifier(trust.trust())
        .requiring(Set.of(LEDGER))
        .verify(receipt.encode(), Optional.of(document), steps::add);
    List<String> names = steps.stream().map(Step::name).toList();
    assertTrue(names.contains("tsa-signature") && names.contains("tsa-time"), names.toString());
    assertEquals("key-window", steps.get(steps.size() - 1).name());
    Step last = steps.get(steps.size() - 2);
    assertEquals("anchored", last.name());
    assertTrue(last.detail().startsWith("stamps at 20"), last.detail());

    // the same without knowing the authority: a good receipt, and not anchored
    TrustFile unknowing =
        new TrustFile(
            trust.pinned(),
            trust.gatewayKeys(),
            trust.issuers(),
            List.of(),
            List.of(),
            LedgerPins.NONE);
    steps.clear();
    new ReceiptVerifier(unknowing.trust()).verify(receipt.encode(), Optional.empty(), steps::add);
    assertEquals("anchor-unchecked", steps.get(steps.size() - 1).name());
    assertEquals(
        Outcome.CANNOT_TELL, refused("anchor-ledger", receipt.encode(), unknowing).outcome());
  }

  @Test
  void tamperedEvidenceIsRefusedByName() throws Exception {
    Receipt receipt = anchored(address(patient()));
    LedgerProof good = receipt.anchors().get(0);
    byte[] bytes = good.evidence();
    bytes[bytes.length - 1] ^= 1;
    refusedWith(receipt, good.logProof(), good.mediaType(), bytes, "tsa-signature");

    // the evidence of another checkpoint
    Receipt later = anchored(address(patient()));
    LedgerProof other = later.anchors().get(0);
    refusedWith(receipt, good.logProof(), good.mediaType(), other.evidence(), "tsa-imprint");
    refusedWith(receipt, other.logProof(), good.mediaType(), good.evidence(), "log-inclusion");
  }

  @Test
  void whatIsAnchoredIsShownToAnyone() throws Exception {
    anchored(address(patient()));
    String id =
        given()
            .get("/anchors")
            .then()
            .statusCode(200)
            .contentType("application/json")
            .header("Content-Security-Policy", containsString("default-src 'none'"))
            .body("ledgers[0].name", equalTo(LEDGER))
            .body("ledgers[0].kind", equalTo("rfc3161"))
            .body("ledgers[0].anchored", greaterThan(0))
            .body("anchors[0].ledger", equalTo(LEDGER))
            .body("anchors[0].evidence", nullValue())
            .extract()
            .path("anchors.find { it.state == 'FINAL' }.id");
    given()
        .get("/anchors/" + id)
        .then()
        .statusCode(200)
        .body("state", equalTo("FINAL"))
        .body("mediaType", equalTo("application/timestamp-reply"))
        .body("checkpoint", containsString(roots.file().log().name()))
        .body("evidence.length()", greaterThan(100));
    given()
        .get("/anchors/" + id + "/evidence")
        .then()
        .statusCode(200)
        .contentType("application/timestamp-reply");
    for (String address : List.of("/anchors", "/anchors/" + id, "/anchors?ledger=stamps&below=9")) {
      given()
          .accept("text/html,application/xhtml+xml,*/*;q=0.8")
          .get(address)
          .then()
          .statusCode(200)
          .contentType("text/html;charset=utf-8")
          .header("Content-Security-Policy", containsString("default-src 'none'"))
          .header("X-Content-Type-Options", equalTo("nosniff"))
          .body(containsString("stamps"));
    }
    given()
        .get("/anchors?ledger=unknown")
        .then()
        .statusCode(200)
        .body("anchors.size()", equalTo(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "stamps",
        "stamps-00",
        "stamps-0000000000000000000000000000000000000000000000000000000000000000",
        "STAMPS-0000000000000000000000000000000000000000000000000000000000000000",
        "%3Cscript%3E",
        "..%2F..%2Fq"
      })
  void whatIsNoAnchorIsNotFound(String id) {
    given().urlEncodingEnabled(false).get("/anchors/" + id).then().statusCode(404);
    given().urlEncodingEnabled(false).get("/anchors/" + id + "/evidence").then().statusCode(404);
  }

  @Test
  void badQuestionsAreRefused() {
    given().get("/anchors?ledger=%3Cscript%3E").then().statusCode(400);
    given().get("/anchors?below=x").then().statusCode(404);
  }

  @Test
  void anchorsAreListedOverGrpc() throws Exception {
    anchored(address(patient()));
    try (GrpcClient client = new GrpcClient(gateway.getPort())) {
      ListAnchorsResponse listed =
          client
              .audit(token)
              .listAnchors(ListAnchorsRequest.newBuilder().setLedger(LEDGER).build());
      assertTrue(
          listed.getAnchorsList().stream()
              .anyMatch(
                  anchor ->
                      anchor.getState() == AnchorState.ANCHOR_STATE_FINAL
                          && anchor.getEvidence().size() > 100));
      assertEquals(List.of(LEDGER), listed.getLedgersList());
    }
  }

  @Test
  void checkpointsAndAnchorsAreStreamed() throws Exception {
    HttpResponse<java.io.InputStream> stream =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(gateway.resolve("/log/stream")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, stream.statusCode());
    assertTrue(
        stream.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream"));
    address(patient());
    boolean checkpoint = false;
    boolean settled = false;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      String event = "";
      while (!checkpoint || !settled) {
        String line = lines.readLine();
        if (line.startsWith("event:")) {
          event = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
          checkpoint |= event.equals("checkpoint") && line.contains("\"note\"");
          settled |= event.equals("anchor") && line.contains("\"FINAL\"");
          assertFalse(line.contains("\"evidence\""));
        }
      }
    }
  }

  @Test
  void anAuthorityThatIsDownShowsAsLagThenAlarmThenRecovers() throws Exception {
    anchored(address(patient()));
    URI way = URI.create(cable().orElseThrow());
    Cable.cut(way);
    try {
      String address = address(patient());
      await(() -> health().extract().path("status").equals("DOWN"));
      assertEquals("DOWN", anchoring(health(), "status"));
      assertTrue(anchoring(health(), "data.stamps").startsWith("ALARM"));
      given().get("/q/health/live").then().statusCode(200);
      given().get("/q/health/ready").then().statusCode(200);
      String metrics = Rest.as(token).get("/q/metrics").asString();
      assertTrue(figure(metrics, "vitrine_anchor_alarm") == 1, metrics);
      assertTrue(figure(metrics, "vitrine_anchor_lag_entries") >= 1);
      assertTrue(figure(metrics, "vitrine_anchor_lag_seconds") >= 3);
      assertTrue(figure(metrics, "vitrine_anchor_failures_total") >= 1);
      assertEquals(
          "PUBLISHED",
          Rest.as(token).accept("application/json").get(address).path("state"),
          "intake and log go on");
      Cable.mend(way);
      await(() -> health().extract().path("status").equals("UP"));
      anchored(address);
      assertTrue(figure(Rest.as(token).get("/q/metrics").asString(), "vitrine_anchor_alarm") == 0);
    } finally {
      Cable.mend(way);
    }
  }

  private static double figure(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static ValidatableResponse health() {
    return given().get("/q/health").then();
  }

  private static String anchoring(ValidatableResponse health, String member) {
    return health.extract().path("checks.find { it.name == 'anchoring' }." + member);
  }

  private void refusedWith(
      Receipt receipt, byte[] logProof, String mediaType, byte[] evidence, String step)
      throws Exception {
    byte[] forged =
        receipt.with(List.of(new LedgerProof(LEDGER, logProof, mediaType, evidence))).encode();
    assertEquals(Outcome.INVALID, refused(step, forged, roots.file()).outcome());
  }

  private static RefusedException refused(String step, byte[] file, TrustFile trust) {
    RefusedException refusal =
        assertThrows(
            RefusedException.class,
            () ->
                new ReceiptVerifier(trust.trust())
                    .requiring(Set.of(LEDGER))
                    .verify(file, Optional.empty(), passed -> {}));
    assertEquals(step, refusal.step(), refusal.reason());
    return refusal;
  }

  /** The receipt once the record is anchored. */
  private Receipt anchored(String address) throws Exception {
    await(
        () ->
            Rest.as(token)
                .accept("application/json")
                .get(address)
                .path("state")
                .equals("ANCHORED"));
    byte[] file = Rest.as(token).get(address).asByteArray();
    Receipt receipt = Receipt.decode(file);
    assertArrayEquals(file, receipt.encode());
    return receipt;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not after thirty seconds");
  }

  private static Optional<String> cable() {
    return ConfigProvider.getConfig().getOptionalValue("vitrine.anchors.stamps.url", String.class);
  }

  private String address(byte[] document) {
    String location = Rest.post(token, "/fhir/Patient", Rest.FHIR, document).header("Location");
    return location.substring(location.indexOf("/receipts/"));
  }

  private static byte[] patient() {
    return "{\"resourceType\": \"Patient\", \"id\": \"%s\"}"
        .formatted(UUID.randomUUID())
        .getBytes(StandardCharsets.UTF_8);
  }
}
