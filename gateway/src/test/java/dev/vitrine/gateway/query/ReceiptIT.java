package dev.vitrine.gateway.query;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.audit.LogProofVerifier;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.presentation.Receipt;
import dev.vitrine.proofs.presentation.ReceiptVerifier;
import dev.vitrine.proofs.presentation.Trust;
import dev.vitrine.proofs.verdict.RefusedException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class ReceiptIT {
  private final String token = Tokens.of(Roles.HOSPITAL, "hospital-" + UUID.randomUUID());

  @Inject Keys keys;

  @Test
  void theFileVerifiesOfflineForItsDocumentOnly() throws Exception {
    byte[] document = patient();
    byte[] file = published(address(document));
    List<String> steps = new ArrayList<>();
    Receipt receipt =
        verifier().verify(file, Optional.of(document), step -> steps.add(step.name()));
    assertTrue(steps.contains(LogProofVerifier.LOG_INCLUSION) && steps.contains("log-index"));
    assertArrayEquals(file, receipt.encode());

    byte[] other = document.clone();
    other[other.length - 3] ^= 1;
    assertEquals("document", refusedAt(file, other));
    for (int at = 0; at < file.length; at += 97) {
      byte[] forged = file.clone();
      forged[at] ^= 1;
      assertThrows(
          RefusedException.class,
          () -> verifier().verify(forged, Optional.of(document), step -> {}));
    }
  }

  @Test
  void aPromiseIsThereBeforeTheCheckpoint() throws Exception {
    byte[] document = patient();
    byte[] file = Rest.as(token).get(address(document)).asByteArray();
    verifier().verify(file, Optional.of(document), step -> {});
  }

  @Test
  void theFileIsADownloadAndJsonIsForPeople() {
    byte[] document = patient();
    String address = address(document);
    String id = address.substring(address.lastIndexOf('/') + 1);
    byte[] file = published(address);
    for (String accept : new String[] {"*/*", Receipt.MEDIA_TYPE, "application/*;q=0.5, */*"}) {
      Rest.as(token)
          .accept(accept)
          .get(address)
          .then()
          .statusCode(200)
          .contentType(Receipt.MEDIA_TYPE)
          .header("Content-Disposition", containsString("receipt-" + id + ".cbor"));
    }
    String digest = HexFormat.of().formatHex(Sha256.of(document));
    Rest.as(token)
        .accept("application/json")
        .get(address)
        .then()
        .statusCode(200)
        .body("recordId", equalTo(id))
        .body("state", equalTo("PUBLISHED"))
        .body("schema", equalTo("fhir.Patient.v1"))
        .body("document", equalTo(digest))
        .body("recordRoot.length()", equalTo(64))
        .body("checkpoint.origin", equalTo(keys.log().name()))
        .body("checkpoint.size", greaterThan(Integer.parseInt(id.substring(0, id.indexOf('-')))));
    assertTrue(Receipt.looksLikeOne(file));
    Rest.as(token).accept("text/html").get(address).then().statusCode(406);
  }

  @Test
  void whatItHasOfTheLogComesAsCoseReceiptAndAsText() throws Exception {
    String address = address(patient());
    Receipt file = Receipt.decode(published(address));
    var receipts =
        new dev.vitrine.ledger.cose.CoseReceiptVerifier(LogPolicy.of(keys.log().verifier()));
    for (String form : new String[] {"application/scitt-receipt+cose", "application/cose"}) {
      var answer = Rest.as(token).accept(form).get(address);
      assertEquals(200, answer.statusCode(), form);
      assertEquals(form, answer.contentType());
      var shown = receipts.entry(file.header(), answer.asByteArray(), step -> {});
      assertEquals(Optional.of(file.logIndex()), shown.index());
      byte[] other = file.header().clone();
      other[other.length - 1] ^= 1;
      assertEquals(
          "cose-signature",
          assertThrows(
                  RefusedException.class,
                  () -> receipts.entry(other, answer.asByteArray(), step -> {}))
              .step());
    }
    var text = Rest.as(token).accept("text/plain").get(address);
    assertEquals(200, text.statusCode());
    var placed =
        new LogProofVerifier(LogPolicy.of(keys.log().verifier()))
            .verify(file.header(), text.asByteArray(), step -> {});
    assertEquals(file.logIndex(), placed.index());
  }

  @Test
  void onlyWhoMayKnowOfTheRecordGetsIt() {
    String address = address(patient());
    given().get(address).then().statusCode(401);
    Rest.as(Tokens.of(Roles.PATIENT, "hospital")).get(address).then().statusCode(403);
    for (String role : new String[] {Roles.HOSPITAL, Roles.SUPPLIER, Roles.AUDITOR}) {
      Rest.as(Tokens.of(role, "someone-else", "TREAT"))
          .get(address)
          .then()
          .statusCode(404)
          .contentType("application/problem+json");
    }
    Rest.as(Tokens.of(Roles.OPERATOR, "operator")).get(address).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0-0", "999999999999999-0", "1-256", "1", "-1-0", "1-0-0", "%00"})
  void whatIsNoRecordIsNotFound(String id) {
    Rest.as(token).urlEncodingEnabled(false).get("/receipts/" + id).then().statusCode(404);
  }

  private String refusedAt(byte[] file, byte[] document) {
    return assertThrows(
            RefusedException.class,
            () -> verifier().verify(file, Optional.of(document), step -> {}))
        .step();
  }

  private ReceiptVerifier verifier() {
    return new ReceiptVerifier(
        new Trust(
            List.of(keys.gateway().publicKey()),
            List.of(),
            new LogProofVerifier(LogPolicy.of(keys.log().verifier()))));
  }

  /** The file once a checkpoint covers the record. */
  private byte[] published(String address) {
    for (int i = 0; i < 100; i++) {
      String state = Rest.as(token).accept("application/json").get(address).path("state");
      if (state.equals("PUBLISHED")) {
        return Rest.as(token).get(address).asByteArray();
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("no checkpoint covers the record after ten seconds");
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
