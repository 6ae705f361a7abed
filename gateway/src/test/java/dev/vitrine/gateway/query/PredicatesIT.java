package dev.vitrine.gateway.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.PreconditionFailure;
import dev.vitrine.gateway.audit.TrustRoots;
import dev.vitrine.gateway.facts.FactWords;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Predicates;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.proofs.presentation.Fact;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.presentation.Verifier;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.v1.Predicate;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.RecordReceipt;
import dev.vitrine.v1.RecordSelection;
import dev.vitrine.v1.RequestProofRequest;
import dev.vitrine.v1.RequestProofResponse;
import dev.vitrine.v1.SubmitRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts about hidden slots, asked for over gRPC and verified with the public verifier. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class PredicatesIT {
  private static final byte[] NONCE = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String AUDIENCE = "hospital-b.example";
  private static final List<ProofMode> MODES =
      List.of(ProofMode.PROOF_MODE_ANCHORED, ProofMode.PROOF_MODE_PRIVATE);

  @TestHTTPResource("/")
  URI gateway;

  @Inject TrustRoots roots;
  @Inject RecordReader records;
  @Inject TagIndex tags;

  private final String seller = Tokens.of(Roles.SUPPLIER, TestPolicies.SUPPLIER_A);
  private final String owner = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_A);
  private final String asking = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_D, "TREAT");
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
  void aRangeIsProvedInBothModesAndNothingIsShown() throws Exception {
    String record = submit(seller, Documents.epcis(Documents.coldEvent("3.6", "5.6")));
    for (ProofMode mode : MODES) {
      RequestProofRequest request =
          proof(mode, record).toBuilder()
              .addPredicates(Predicates.between(0, "lowestTemperature", "2.0", "8.0"))
              .addPredicates(Predicates.lessThan(0, "highestTemperature", "5.601"))
              .build();
      byte[] file = prove(request).getPresentation().toByteArray();
      Statement statement = verify(file, Policy.at(Clock.systemUTC().instant()));
      assertEquals(
          List.of(
              "record 0: 2 Cel ≤ lowestTemperature ≤ 8 Cel",
              "record 0: highestTemperature ≤ 5.6 Cel"),
          FactWords.of(statement));
      assertFalse(
          statement
              .records()
              .get(0)
              .shown()
              .containsKey(statement.records().get(0).schema().indexOf("lowestTemperature")));
      assertTrue(
          statement
              .records()
              .get(0)
              .shown()
              .containsKey(statement.records().get(0).schema().indexOf("temperatureStart")),
          "what a temperature needs beside it is shown");
      Fact wanted =
          Fact.between(0, "lowestTemperature", new BigDecimal("1.5"), new BigDecimal("8"));
      verify(file, Policy.at(Clock.systemUTC().instant()).proves(wanted));
      Fact stronger = Fact.atLeast(0, "lowestTemperature", new BigDecimal("3"));
      assertEquals(
          "policy",
          assertThrows(
                  RefusedException.class,
                  () -> verify(file, Policy.at(Clock.systemUTC().instant()).proves(stronger)))
              .step());
      refusedIfChanged(file);
    }
  }

  @Test
  void anAgeIsProvedWithoutTheBirthDate() throws Exception {
    String record = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    for (ProofMode mode : MODES) {
      RequestProofRequest request =
          proof(mode, record).toBuilder()
              .addPredicates(Predicates.atLeastYears(0, "birthDate", 18))
              .build();
      byte[] file = prove(request).getPresentation().toByteArray();
      Statement statement =
          verify(
              file,
              Policy.at(Clock.systemUTC().instant())
                  .proves(Fact.yearsOldAtLeast(0, "birthDate", 18)));
      assertTrue(FactWords.of(statement).get(0).startsWith("record 0: birthDate.hi ≤ "));
      assertFalse(new String(file, StandardCharsets.UTF_8).contains("1960"));
    }
  }

  @Test
  void severalRecordsArePresentedTogether() throws Exception {
    String first = submit(seller, Documents.epcis(Documents.coldEvent("3.6", "5.6")));
    String second = submit(seller, Documents.epcis(Documents.coldEvent("2.9", "6.1")));
    String patient = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    for (ProofMode mode : MODES) {
      RequestProofRequest request =
          proof(mode, "").toBuilder()
              .addRecords(RecordSelection.newBuilder().setRecordId(first))
              .addRecords(RecordSelection.newBuilder().setRecordId(second))
              .addRecords(RecordSelection.newBuilder().setRecordId(patient).addSlots("gender"))
              .addPredicates(Predicates.between(0, "lowestTemperature", "2", "8"))
              .addPredicates(Predicates.between(1, "lowestTemperature", "2", "8"))
              .addPredicates(
                  Predicates.difference(
                      0, "highestTemperature", 1, "highestTemperature", "-1", "1"))
              .build();
      RequestProofResponse answer = prove(request);
      Statement statement =
          verify(answer.getPresentation().toByteArray(), Policy.at(Clock.systemUTC().instant()));
      assertEquals(3, statement.records().size());
      assertEquals(3, statement.predicates().size());
      assertEquals("hospital-a-care,supplier-a-trade", sorted(statement.policyId()));
      assertEquals(2, answer.getFurtherDisclosuresCount());
      String told = disclosure(answer.getFurtherDisclosures(1));
      assertTrue(told.contains("\"record\":\"" + patient + "\""), told);
      assertTrue(told.contains("\"proved\":\"record 0: 2 Cel ≤ lowestTemperature ≤ 8 Cel; "), told);
      assertFalse(told.contains("3.6"));
    }
  }

  @Test
  void whatIsNotSoIsRefusedAndThatIsOnRecordToo() throws Exception {
    String patient = Documents.unique();
    String record = submit(owner, Documents.fhir(Documents.patient(patient)));
    for (ProofMode mode : MODES) {
      RequestProofRequest request =
          proof(mode, record).toBuilder()
              .addPredicates(Predicates.atLeastYears(0, "birthDate", 180))
              .build();
      StatusRuntimeException refused =
          assertThrows(StatusRuntimeException.class, () -> prove(request));
      assertEquals(Status.Code.FAILED_PRECONDITION, refused.getStatus().getCode());
      PreconditionFailure why =
          GrpcClient.details(refused).getDetailsList().stream()
              .filter(any -> any.is(PreconditionFailure.class))
              .map(any -> unpack(any, PreconditionFailure.class))
              .findFirst()
              .orElseThrow();
      assertEquals("FACT_NOT_SO", why.getViolations(0).getType());
      assertFalse(refused.toString().contains("1960"));
    }
    List<TagIndex.Hit> hits =
        tags.find("vitrine.disclosure.v1", List.of("patient=Patient/" + patient), -1, 10);
    assertEquals(2, hits.size());
    String told = document(hits.get(0).ref());
    assertTrue(told.contains("\"kind\":\"refuted\""), told);
    assertTrue(told.contains("birthDate.hi ≤ "), told);
  }

  @Test
  void aHiddenSlotAndAnUnknownOneLookTheSame() {
    String record = submit(seller, Documents.epcis(Documents.coldEvent("3.6", "5.6")));
    String hidden = problem(record, Predicates.between(0, "quantity", "1", "2"));
    String unheardOf = problem(record, Predicates.between(0, "nonsense", "1", "2"));
    String elsewhere = problem(record, Predicates.between(7, "lowestTemperature", "1", "2"));
    assertTrue(hidden.startsWith("predicates[0] unknown-slot"), hidden);
    assertEquals(hidden, unheardOf);
    assertEquals(hidden, elsewhere);
    // and one that may not be shown may be proved of
    assertEquals(
        Status.Code.PERMISSION_DENIED,
        code(
            proof(ProofMode.PROOF_MODE_PRIVATE, record).toBuilder()
                .addSlots("lowestTemperature")
                .build()));
  }

  @Test
  void whatIsAskedForWronglyIsRefusedWithItsPlace() {
    String record = submit(seller, Documents.epcis(Documents.coldEvent("3.6", "5.6")));
    List<Predicate> bad =
        List.of(
            Predicate.getDefaultInstance(),
            Predicates.between(0, "lowestTemperature", "two", "8"),
            Predicates.between(0, "lowestTemperature", "1e3", "8"),
            Predicates.between(0, "lowestTemperature", "9", "8"),
            Predicates.between(0, "lowestTemperature", "9".repeat(40), "8"),
            Predicates.between(0, "", "1", "8"),
            Predicates.between(0, "eventType", "1", "8"),
            Predicates.atLeastYears(0, "lowestTemperature", 18),
            Predicates.atLeastYears(0, "lowestTemperature", 1000),
            Predicates.difference(0, "lowestTemperature", 0, "temperatureStart", "0", "1"));
    for (Predicate predicate : bad) {
      assertTrue(problem(record, predicate).startsWith("predicates[0] "), predicate.toString());
    }
    RequestProofRequest good =
        proof(ProofMode.PROOF_MODE_PRIVATE, record).toBuilder()
            .addPredicates(Predicates.between(0, "lowestTemperature", "2", "8"))
            .build();
    for (RequestProofRequest request :
        List.of(
            good.toBuilder().addRecords(RecordSelection.newBuilder().setRecordId(record)).build(),
            good.toBuilder()
                .setRecordId("")
                .addRecords(RecordSelection.newBuilder().setRecordId(record))
                .addRecords(RecordSelection.newBuilder().setRecordId(record))
                .build(),
            // a temperature that is shown leaves nothing to prove: its time span
            good.toBuilder()
                .addPredicates(Predicates.between(0, "temperatureStart", "2", "8"))
                .build(),
            proof(ProofMode.PROOF_MODE_PRIVATE, record))) {
      assertEquals(Status.Code.INVALID_ARGUMENT, code(request), request.toString());
    }
    RequestProofRequest.Builder many = good.toBuilder();
    for (int i = 0; i < 256; i++) {
      many.addPredicates(Predicates.between(0, "lowestTemperature", "2", "8"));
    }
    assertEquals(Status.Code.INVALID_ARGUMENT, code(many.build()));
  }

  @Test
  void withoutAGrantThereIsNothingToProve() {
    String record = submit(seller, Documents.epcis(Documents.coldEvent("3.6", "5.6")));
    RequestProofRequest request =
        proof(ProofMode.PROOF_MODE_ANCHORED, record).toBuilder()
            .addPredicates(Predicates.between(0, "lowestTemperature", "2", "8"))
            .build();
    for (String token :
        List.of(
            Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_D, "HRESCH"),
            Tokens.of(Roles.HOSPITAL, "hospital-z", "TREAT"))) {
      assertEquals(
          Status.Code.NOT_FOUND,
          assertThrows(
                  StatusRuntimeException.class, () -> client.query(token).requestProof(request))
              .getStatus()
              .getCode());
    }
  }

  private String problem(String record, Predicate predicate) {
    RequestProofRequest request =
        proof(ProofMode.PROOF_MODE_ANCHORED, record).toBuilder().addPredicates(predicate).build();
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> prove(request), predicate.toString());
    assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    BadRequest.FieldViolation violation =
        GrpcClient.details(refused).getDetailsList().stream()
            .filter(any -> any.is(BadRequest.class))
            .map(any -> unpack(any, BadRequest.class))
            .flatMap(request2 -> request2.getFieldViolationsList().stream())
            .findFirst()
            .orElseThrow();
    return violation.getField() + " " + violation.getReason() + " " + violation.getDescription();
  }

  private static <T extends com.google.protobuf.Message> T unpack(
      com.google.protobuf.Any any, Class<T> type) {
    try {
      return any.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private Status.Code code(RequestProofRequest request) {
    return assertThrows(StatusRuntimeException.class, () -> prove(request), request.toString())
        .getStatus()
        .getCode();
  }

  private void refusedIfChanged(byte[] file) {
    for (int i = 0; i < file.length; i += Math.max(1, file.length / 61)) {
      byte[] changed = file.clone();
      changed[i] ^= 1;
      assertThrows(
          RefusedException.class,
          () -> verify(changed, Policy.at(Clock.systemUTC().instant())),
          "byte " + i);
    }
  }

  private Statement verify(byte[] file, Policy policy) throws RefusedException {
    return new Verifier(roots.file().trust(), new SecureRandom())
        .verify(file, policy.audience(AUDIENCE).nonce(NONCE))
        .statement();
  }

  private String disclosure(RecordReceipt receipt) {
    return document(RecordRef.parse(receipt.getRecordId()).orElseThrow());
  }

  private String document(RecordRef ref) {
    return new String(
        records.open(records.find(ref).orElseThrow()).document(), StandardCharsets.UTF_8);
  }

  private static String sorted(String policies) {
    return String.join(",", List.of(policies.split(",", -1)).stream().sorted().toList());
  }

  private String submit(String token, SubmitRequest request) {
    return client.intake(token).submit(request).getReceipts(0).getRecordId();
  }

  private RequestProofResponse prove(RequestProofRequest request) {
    return client.query(asking).requestProof(request);
  }

  private static RequestProofRequest proof(ProofMode mode, String record) {
    return RequestProofRequest.newBuilder()
        .setRecordId(record)
        .setMode(mode)
        .setNonce(ByteString.copyFrom(NONCE))
        .setAudience(AUDIENCE)
        .build();
  }
}
