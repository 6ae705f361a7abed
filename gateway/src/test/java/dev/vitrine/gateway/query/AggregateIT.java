package dev.vitrine.gateway.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.audit.TrustRoots;
import dev.vitrine.gateway.facts.FactWords;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.presentation.Verifier;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.v1.AggregateRequest;
import dev.vitrine.v1.AggregateResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Totals over many records, for a researcher. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class AggregateIT {
  private static final byte[] NONCE = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String AUDIENCE = "institute.example";

  @TestHTTPResource("/")
  URI gateway;

  @Inject TrustRoots roots;
  @Inject RecordReader records;

  private final String owner = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_A);
  private final String researcher = Tokens.of(Roles.RESEARCHER, "institute", "HRESCH");
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
  void countSumMeanAndVarianceAreProvedAcrossBatches() throws Exception {
    String patient = Documents.unique();
    // one after another, so that they stand in batches of their own
    for (int systolic : new int[] {120, 130, 140, 150}) {
      submit(patient, systolic, "final");
    }
    AggregateResponse answer = aggregate(researcher, request(patient));
    assertEquals(4, answer.getCount());
    assertEquals("540", answer.getSum());
    assertEquals("135", answer.getMean());
    assertEquals("125", answer.getVariance());
    assertEquals("mm[Hg]", answer.getUnit());
    byte[] file = answer.getPresentation().toByteArray();
    Statement statement = verify(file);
    assertEquals(List.of(), statement.records());
    String words = FactWords.of(statement).get(0);
    assertTrue(words.startsWith("over 4 selected records of fhir.BloodPressure.v1 in "), words);
    assertTrue(words.endsWith("4 hold systolic, sum 540, mean 135, variance 125 (mm[Hg])"), words);
    assertEquals("HRESCH", statement.purpose());
    assertEquals("hospital-a-care", statement.policyId());
    for (int i = 0; i < file.length; i += Math.max(1, file.length / 61)) {
      byte[] changed = file.clone();
      changed[i] ^= 1;
      assertThrows(RefusedException.class, () -> verify(changed), "byte " + i);
    }
    RecordRef disclosed = RecordRef.parse(answer.getDisclosure().getRecordId()).orElseThrow();
    String told =
        new String(
            records.open(records.find(disclosed).orElseThrow()).document(), StandardCharsets.UTF_8);
    assertTrue(told.contains("\"kind\":\"aggregate\""), told);
    assertTrue(told.contains("\"sender\":\"hospital-a\""), told);
    assertTrue(told.contains("mean 135"), told);
  }

  @Test
  void tooFewAreNotSummedUpAndItIsNotToldHowMany() {
    String patient = Documents.unique();
    for (int i = 0; i < TestPolicies.FEWEST - 1; i++) {
      submit(patient, 120 + i, "final");
    }
    StatusRuntimeException few = refused(researcher, request(patient));
    StatusRuntimeException none = refused(researcher, request(Documents.unique()));
    assertEquals(Status.Code.FAILED_PRECONDITION, few.getStatus().getCode());
    assertEquals(few.getStatus().getDescription(), none.getStatus().getDescription());
    assertEquals(GrpcClient.details(few), GrpcClient.details(none));
    submit(patient, 200, "final");
    assertEquals(4, aggregate(researcher, request(patient)).getCount());
    // a record without the slot does not help
    String other = Documents.unique();
    for (int i = 0; i < TestPolicies.FEWEST; i++) {
      String document = Documents.bloodPressure(other, 120 + i, "final");
      client
          .intake(owner)
          .submit(Documents.fhir(i == 0 ? document.replace("mm[Hg]", "kPa") : document));
    }
    assertEquals(
        Status.Code.FAILED_PRECONDITION, refused(researcher, request(other)).getStatus().getCode());
  }

  @Test
  void withoutTheRightThereIsNothingToSumUp() {
    String patient = Documents.unique();
    for (int i = 0; i < TestPolicies.FEWEST; i++) {
      submit(patient, 120 + i, "final");
    }
    AggregateRequest good = request(patient);
    String description =
        refused(researcher, request(Documents.unique())).getStatus().getDescription();
    for (StatusRuntimeException refused :
        List.of(
            refused(researcher, good.toBuilder().setSlot("diastolic").build()),
            refused(researcher, good.toBuilder().setQuery("subject=Patient/" + patient).build()),
            refused(Tokens.of(Roles.RESEARCHER, "institute", "TREAT"), good),
            refused(Tokens.of(Roles.RESEARCHER, "institute"), good),
            refused(Tokens.of(Roles.HOSPITAL, "hospital-z", "HRESCH"), good))) {
      assertEquals(Status.Code.FAILED_PRECONDITION, refused.getStatus().getCode());
      assertEquals(description, refused.getStatus().getDescription(), "as if there were none");
    }
    assertEquals(
        Status.Code.PERMISSION_DENIED,
        refused(Tokens.of(Roles.AUDITOR, "institute", "HRESCH"), good).getStatus().getCode());
    assertEquals(4, aggregate(owner, good).getCount(), "its sender may sum up its own");
  }

  @Test
  void whatDiffersInKindIsNotSummedUp() {
    String patient = Documents.unique();
    for (int i = 0; i < TestPolicies.FEWEST; i++) {
      submit(patient, 120 + i, "final");
    }
    submit(patient, 300, "entered-in-error");
    StatusRuntimeException refused = refused(researcher, request(patient));
    assertEquals(Status.Code.FAILED_PRECONDITION, refused.getStatus().getCode());
    assertTrue(String.valueOf(refused.getStatus().getDescription()).contains("status"));
    assertFalse(String.valueOf(refused.getStatus().getDescription()).contains("error"));
  }

  @Test
  void whatIsAskedForWronglyIsRefused() {
    AggregateRequest good = request("x");
    for (AggregateRequest request :
        List.of(
            good.toBuilder().setSchema("fhir.Nonsense.v1").build(),
            good.toBuilder().setSlot("nonsense").build(),
            good.toBuilder().setSlot("status").build(),
            good.toBuilder().setQuery("").build())) {
      assertEquals(
          Status.Code.INVALID_ARGUMENT, refused(researcher, request).getStatus().getCode());
    }
    String patient = Documents.unique();
    for (int i = 0; i < TestPolicies.FEWEST; i++) {
      submit(patient, 120 + i, "final");
    }
    for (AggregateRequest request :
        List.of(
            request(patient).toBuilder().clearNonce().build(),
            request(patient).toBuilder().clearAudience().build())) {
      assertEquals(
          Status.Code.INVALID_ARGUMENT, refused(researcher, request).getStatus().getCode());
    }
  }

  private void submit(String patient, int systolic, String status) {
    client.intake(owner).submit(Documents.fhir(Documents.bloodPressure(patient, systolic, status)));
  }

  private AggregateResponse aggregate(String token, AggregateRequest request) {
    return client.query(token).aggregate(request);
  }

  private StatusRuntimeException refused(String token, AggregateRequest request) {
    return assertThrows(
        StatusRuntimeException.class, () -> aggregate(token, request), request.toString());
  }

  private Statement verify(byte[] file) throws RefusedException {
    return new Verifier(roots.file().trust(), new SecureRandom())
        .verify(file, Policy.at(Clock.systemUTC().instant()).audience(AUDIENCE).nonce(NONCE))
        .statement();
  }

  private static AggregateRequest request(String patient) {
    return AggregateRequest.newBuilder()
        .setSchema("fhir.BloodPressure.v1")
        .setSlot("systolic")
        .setQuery("patient=Patient/" + patient)
        .setNonce(ByteString.copyFrom(NONCE))
        .setAudience(AUDIENCE)
        .build();
  }
}
