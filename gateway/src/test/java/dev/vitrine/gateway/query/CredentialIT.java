package dev.vitrine.gateway.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.proofs.credential.Audience;
import dev.vitrine.proofs.credential.BbsCredentialVerifier;
import dev.vitrine.proofs.credential.BbsCredentials;
import dev.vitrine.proofs.credential.CredentialIssuer;
import dev.vitrine.proofs.credential.HolderKey;
import dev.vitrine.proofs.credential.SdJwtCredentialVerifier;
import dev.vitrine.proofs.credential.SdJwtCredentials;
import dev.vitrine.proofs.credential.SlotValue;
import dev.vitrine.proofs.credential.VerifiedRecord;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.v1.CredentialFormat;
import dev.vitrine.v1.IssueCredentialRequest;
import dev.vitrine.v1.IssueCredentialResponse;
import dev.vitrine.v1.SubmitRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Credentials over real gRPC, shown by a holder and verified without the gateway. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class CredentialIT {
  private static final Audience AUDIENCE =
      new Audience("https://pharmacy.example", "nonce-0123456789");

  @TestHTTPResource("/")
  URI gateway;

  @Inject RecordReader records;
  @Inject TagIndex tags;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock = Clock.systemUTC();
  private final String owner = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_A);
  private final String treating = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_B, "TREAT");
  private final String limited = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_C, "TREAT");
  private final String seller = Tokens.of(Roles.SUPPLIER, TestPolicies.SUPPLIER_A);
  private final String buyer = Tokens.of(Roles.SUPPLIER, TestPolicies.SUPPLIER_B, "HOPERAT");
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
  void aBbsCredentialIsIssuedShownInPartAndVerifiedOffline() throws Exception {
    String record = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    IssueCredentialResponse response =
        issue(treating, request(record, "gender", "name.family", "active"));
    assertEquals("application/vc", response.getMediaType());
    CredentialIssuer issuer = published();
    BbsCredentials holder = new BbsCredentials(random);
    byte[] credential = response.getCredential().toByteArray();
    VerifiedRecord all = holder.accept(credential, issuer);
    assertTrue(all.slots().keySet().containsAll(Set.of("gender", "name.family", "active")));
    assertEquals(new SlotValue("Berg", null), all.slots().get("name.family"));

    byte[] shown = holder.present(credential, issuer, List.of("gender"), AUDIENCE);
    VerifiedRecord seen =
        new BbsCredentialVerifier(List.of(issuer), clock).verify(shown, AUDIENCE, step -> {});
    assertEquals(new SlotValue("female", null), seen.slots().get("gender"));
    assertEquals("fhir.Patient.v1", seen.schema());
    assertFalse(new String(shown, StandardCharsets.UTF_8).contains("Berg"));
    byte[] forged =
        new String(shown, StandardCharsets.UTF_8)
            .replace("\"female\"", "\"male\"")
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "signature",
        assertThrows(
                RefusedException.class,
                () ->
                    new BbsCredentialVerifier(List.of(issuer), clock)
                        .verify(forged, AUDIENCE, step -> {}))
            .step());
  }

  @Test
  void numbersKeepTheirUnits() throws Exception {
    String record =
        submit(owner, Documents.fhir(Documents.observation(Documents.unique(), "15074-8")));
    byte[] credential = issue(owner, request(record, "value")).getCredential().toByteArray();
    VerifiedRecord all = new BbsCredentials(random).accept(credential, published());
    SlotValue value = all.slots().getOrDefault("value", new SlotValue("0", ""));
    assertEquals(
        0, new java.math.BigDecimal("6.3").compareTo(new java.math.BigDecimal(value.value())));
    assertTrue(all.slots().size() > 1, "with what the value requires");
  }

  @Test
  void anSdJwtIsBoundToItsHoldersKey() throws Exception {
    String record = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    HolderKey key = HolderKey.random(random);
    IssueCredentialRequest request =
        request(record, "gender", "name.family").toBuilder()
            .setFormat(CredentialFormat.CREDENTIAL_FORMAT_SD_JWT_VC)
            .setHolderJwk(new String(key.publicKey().jwk(), StandardCharsets.UTF_8))
            .build();
    IssueCredentialResponse response = issue(treating, request);
    assertEquals("application/dc+sd-jwt", response.getMediaType());
    CredentialIssuer issuer = published();
    SdJwtCredentials holder = new SdJwtCredentials(random);
    String credential = response.getCredential().toStringUtf8();
    holder.accept(credential, issuer);
    SdJwtCredentialVerifier verifier = new SdJwtCredentialVerifier(List.of(issuer), clock);
    String shown = holder.present(credential, List.of("gender"), key, AUDIENCE, clock.instant());
    VerifiedRecord seen = verifier.verify(shown, Optional.of(AUDIENCE), step -> {});
    assertEquals(new SlotValue("female", null), seen.slots().get("gender"));
    assertFalse(seen.slots().containsKey("name.family"));
    String stolen =
        holder.present(
            credential, List.of("gender"), HolderKey.random(random), AUDIENCE, clock.instant());
    assertEquals(
        "binding",
        assertThrows(
                RefusedException.class,
                () -> verifier.verify(stolen, Optional.of(AUDIENCE), step -> {}))
            .step());
  }

  @Test
  void noCredentialSaysMoreThanThePolicyShows() {
    String record = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    assertEquals(
        Status.Code.NOT_FOUND,
        code(Tokens.of(Roles.HOSPITAL, "hospital-z", "TREAT"), request(record, "gender")));
    assertEquals(Status.Code.PERMISSION_DENIED, code(limited, request(record, "name.family")));
    assertEquals(
        Status.Code.PERMISSION_DENIED,
        code(treating, request(record, "address.city")),
        "may only be proved");
    assertEquals(
        Status.Code.PERMISSION_DENIED,
        code(
            Tokens.of(Roles.AUDITOR, TestPolicies.HOSPITAL_A, "TREAT"), request(record, "gender")));
    String event = submit(seller, Documents.epcis(Documents.event()));
    assertEquals(
        Status.Code.PERMISSION_DENIED,
        code(buyer, request(event, "bizStep")),
        "what it requires is hidden");
  }

  @Test
  void badRequestsAreRefused() {
    String record = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    IssueCredentialRequest good = request(record, "gender");
    IssueCredentialRequest jwt =
        good.toBuilder().setFormat(CredentialFormat.CREDENTIAL_FORMAT_SD_JWT_VC).build();
    String secret =
        new String(HolderKey.random(random).publicKey().jwk(), StandardCharsets.UTF_8)
            .replace("\"kty\"", "\"d\":\"AA\",\"kty\"");
    for (IssueCredentialRequest bad :
        List.of(
            good.toBuilder().clearSlots().build(),
            good.toBuilder().addSlots("nonsense").build(),
            good.toBuilder().addSlots("leaves").build(),
            good.toBuilder().clearFormat().build(),
            good.toBuilder().setFormatValue(9).build(),
            good.toBuilder().setAudience("x".repeat(257)).build(),
            good.toBuilder().setHolderJwk("{}").build(),
            good.toBuilder().setRecordId("x").build(),
            jwt.toBuilder().setHolderJwk("{}").build(),
            jwt.toBuilder().setHolderJwk(secret).build())) {
      assertEquals(Status.Code.INVALID_ARGUMENT, code(treating, bad), bad.toString());
    }
  }

  @Test
  void everyCredentialIsOnRecordBeforeItLeaves() {
    String id = Documents.unique();
    String record = submit(owner, Documents.fhir(Documents.patient(id)));
    code(limited, request(record, "name.family"));
    assertEquals(
        List.of(), tags.find("vitrine.disclosure.v1", List.of("patient=Patient/" + id), -1, 10));
    IssueCredentialResponse response =
        issue(treating, request(record, "gender").toBuilder().setAudience("pharmacy").build());
    RecordReader.Found found =
        records
            .find(RecordRef.parse(response.getDisclosure().getRecordId()).orElseThrow())
            .orElseThrow();
    String document = new String(records.open(found).document(), StandardCharsets.UTF_8);
    assertTrue(document.contains("\"kind\":\"credential-bbs-2023\""), document);
    assertTrue(document.contains("\"record\":\"" + record + "\""));
    assertTrue(document.contains("\"audience\":\"pharmacy\""));
    assertTrue(document.contains("gender"));
    assertFalse(document.contains("female"), "names of slots, never values");
    assertTrue(
        document.contains(
            HexFormat.of().formatHex(Sha256.of(response.getCredential().toByteArray()))));
  }

  @Test
  void theKeysArePublishedAsBothFormatsLookForThem() throws Exception {
    CredentialIssuer issuer = published();
    for (String path :
        List.of("/.well-known/jwt-vc-issuer", "/.well-known/jwt-vc-issuer/credentials/issuer")) {
      String metadata =
          RestAssured.get(gateway.resolve(path)).then().statusCode(200).extract().asString();
      assertTrue(metadata.contains("\"" + issuer.id() + "\""), metadata);
      assertTrue(metadata.contains(issuer.es256KeyId()));
      assertFalse(metadata.contains("\"d\""), "public keys only");
    }
  }

  private CredentialIssuer published() throws Exception {
    byte[] document =
        RestAssured.get(gateway.resolve("/credentials/issuer"))
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    return CredentialIssuer.parse(document);
  }

  private String submit(String token, SubmitRequest request) {
    return client.intake(token).submit(request).getReceipts(0).getRecordId();
  }

  private IssueCredentialResponse issue(String token, IssueCredentialRequest request) {
    return client.query(token).issueCredential(request);
  }

  private Status.Code code(String token, IssueCredentialRequest request) {
    return assertThrows(StatusRuntimeException.class, () -> issue(token, request))
        .getStatus()
        .getCode();
  }

  private static IssueCredentialRequest request(String record, String... slots) {
    return IssueCredentialRequest.newBuilder()
        .setRecordId(record)
        .addAllSlots(List.of(slots))
        .setFormat(CredentialFormat.CREDENTIAL_FORMAT_BBS_2023)
        .build();
  }
}
