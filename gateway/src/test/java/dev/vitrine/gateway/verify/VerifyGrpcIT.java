package dev.vitrine.gateway.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Predicates;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.RecordSchema;
import dev.vitrine.v1.RequestProofRequest;
import dev.vitrine.v1.Requirements;
import dev.vitrine.v1.SlotPlace;
import dev.vitrine.v1.StatedView;
import dev.vitrine.v1.Verification;
import dev.vitrine.v1.VerificationOutcome;
import dev.vitrine.v1.VerifyBatchRequest;
import dev.vitrine.v1.VerifyRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verification as a service. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class VerifyGrpcIT {
  private static final byte[] NONCE = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String AUDIENCE = "hospital-b.example";

  @TestHTTPResource("/")
  URI gateway;

  private final String seller = Tokens.of(Roles.SUPPLIER, TestPolicies.SUPPLIER_A);
  private final String asking = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_D, "TREAT");
  private final String auditor = Tokens.of(Roles.AUDITOR, "court");
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
  void aPresentationIsCheckedAndSaidInWords() {
    Verification answer = verify(presentation(ProofMode.PROOF_MODE_ANCHORED), requirements());
    assertEquals(VerificationOutcome.VERIFICATION_OUTCOME_VALID, answer.getOutcome());
    assertFalse(answer.hasRefused());
    StatedView stated = answer.getStated();
    assertEquals(List.of("gs1.epcis.v1"), stated.getSchemasList());
    assertEquals(List.of("record 0: 2 Cel ≤ lowestTemperature ≤ 8 Cel"), stated.getProvedList());
    assertEquals("ObjectEvent", stated.getShown(0).getValue());
    assertEquals(AUDIENCE, stated.getAudience());
    assertTrue(answer.getStepsList().stream().anyMatch(step -> step.getName().equals("policy")));
  }

  @Test
  void eachRequirementCounts() {
    ByteString file = presentation(ProofMode.PROOF_MODE_PRIVATE);
    Requirements good = requirements();
    assertEquals("", refusedAt(verify(file, good)));
    assertEquals("audience", refusedAt(verify(file, good.toBuilder().setAudience("x").build())));
    assertEquals(
        "nonce",
        refusedAt(
            verify(file, good.toBuilder().setNonce(ByteString.copyFrom(new byte[16])).build())));
    assertEquals(
        "policy",
        refusedAt(verify(file, good.toBuilder().setMode(ProofMode.PROOF_MODE_ANCHORED).build())));
    assertEquals(
        "policy",
        refusedAt(
            verify(
                file,
                good.toBuilder()
                    .addSchemas(RecordSchema.newBuilder().setSchema("fhir.Patient.v1"))
                    .build())));
    assertEquals(
        "policy",
        refusedAt(
            verify(
                file,
                good.toBuilder()
                    .addShown(SlotPlace.newBuilder().setSlot("highestTemperature"))
                    .build())));
    assertEquals(
        "policy",
        refusedAt(
            verify(
                file,
                good.toBuilder()
                    .addFacts(Predicates.between(0, "lowestTemperature", "3", "8"))
                    .build())));
    VerifyRequest late =
        VerifyRequest.newBuilder()
            .setPresentation(file)
            .setAt(Timestamp.newBuilder().setSeconds(4_000_000_000L))
            .build();
    assertEquals(
        "freshness", refusedAt(client.verification(auditor).verify(late).getVerification()));
  }

  @Test
  void aBadOneInABatchIsNamedAndSpoilsNoOther() {
    List<ByteString> files = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      files.add(presentation(ProofMode.PROOF_MODE_PRIVATE));
    }
    byte[] bad = files.get(2).toByteArray();
    bad[bad.length - 200] ^= 1;
    files.set(2, ByteString.copyFrom(bad));
    List<Verification> answers =
        client
            .verification(auditor)
            .verifyBatch(
                VerifyBatchRequest.newBuilder()
                    .addAllPresentations(files)
                    .setRequirements(requirements())
                    .build())
            .getVerificationsList();
    for (int i = 0; i < files.size(); i++) {
      assertEquals(
          i == 2
              ? VerificationOutcome.VERIFICATION_OUTCOME_INVALID
              : VerificationOutcome.VERIFICATION_OUTCOME_VALID,
          answers.get(i).getOutcome());
      assertEquals(i != 2, answers.get(i).hasStated());
    }
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    for (Requirements bad :
        List.of(
            Requirements.newBuilder().setModeValue(9).build(),
            Requirements.newBuilder().setNonce(ByteString.copyFrom(new byte[3])).build(),
            Requirements.newBuilder()
                .addSchemas(RecordSchema.newBuilder().setSchema("nonsense"))
                .build(),
            Requirements.newBuilder().addShown(SlotPlace.getDefaultInstance()).build(),
            Requirements.newBuilder().addFacts(Predicates.between(0, "a", "b", "c")).build())) {
      assertEquals(
          Status.Code.INVALID_ARGUMENT,
          assertThrows(
                  StatusRuntimeException.class, () -> verify(ByteString.EMPTY, bad), bad.toString())
              .getStatus()
              .getCode());
    }
    VerifyBatchRequest.Builder many = VerifyBatchRequest.newBuilder();
    for (int i = 0; i < 257; i++) {
      many.addPresentations(ByteString.EMPTY);
    }
    assertEquals(
        Status.Code.INVALID_ARGUMENT,
        assertThrows(
                StatusRuntimeException.class,
                () -> client.verification(auditor).verifyBatch(many.build()))
            .getStatus()
            .getCode());
    assertEquals("format", refusedAt(verify(ByteString.EMPTY, requirements())));
  }

  private Verification verify(ByteString file, Requirements requirements) {
    return client
        .verification(auditor)
        .verify(
            VerifyRequest.newBuilder().setPresentation(file).setRequirements(requirements).build())
        .getVerification();
  }

  private static String refusedAt(Verification verification) {
    return verification.getRefused().getName();
  }

  private static Requirements requirements() {
    return Requirements.newBuilder()
        .setAudience(AUDIENCE)
        .setNonce(ByteString.copyFrom(NONCE))
        .addSchemas(RecordSchema.newBuilder().setSchema("gs1.epcis.v1"))
        .addShown(SlotPlace.newBuilder().setSlot("eventType"))
        .addFacts(Predicates.between(0, "lowestTemperature", "1", "9"))
        .build();
  }

  private ByteString presentation(ProofMode mode) {
    String record =
        client
            .intake(seller)
            .submit(Documents.epcis(Documents.coldEvent("2.6", "5.6")))
            .getReceipts(0)
            .getRecordId();
    return client
        .query(asking)
        .requestProof(
            RequestProofRequest.newBuilder()
                .setRecordId(record)
                .addSlots("eventType")
                .addPredicates(Predicates.between(0, "lowestTemperature", "2.0", "8.0"))
                .setMode(mode)
                .setNonce(ByteString.copyFrom(NONCE))
                .setAudience(AUDIENCE)
                .build())
        .getPresentation();
  }
}
