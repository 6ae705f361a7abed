package dev.vitrine.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.rpc.BadRequest;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.audit.LogProofVerifier;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.presentation.ReceiptVerifier;
import dev.vitrine.proofs.presentation.Trust;
import dev.vitrine.v1.DocumentResult;
import dev.vitrine.v1.GetReceiptRequest;
import dev.vitrine.v1.GetReceiptResponse;
import dev.vitrine.v1.RecordReceipt;
import dev.vitrine.v1.RecordState;
import dev.vitrine.v1.SubmitRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class IntakeGrpcIT {
  @TestHTTPResource("/")
  URI gateway;

  @Inject Keys keys;

  private final String party = "intake-" + Documents.unique();
  private final String token = Tokens.of(Roles.SUPPLIER, party);
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
  void theSamplesAreTakenAndTheirReceiptsHold() throws Exception {
    Set<String> ids = new HashSet<>();
    for (String kind : List.of("epcis", "fhir")) {
      for (Path file : Documents.samples(kind)) {
        String text = Documents.text(file);
        SubmitRequest request = kind.equals("fhir") ? Documents.fhir(text) : Documents.epcis(text);
        List<RecordReceipt> receipts = client.intake(token).submit(request).getReceiptsList();
        assertFalse(receipts.isEmpty(), file.toString());
        for (RecordReceipt receipt : receipts) {
          assertTrue(ids.add(receipt.getRecordId()), file.toString());
          assertFalse(receipt.getDuplicate());
          assertEquals(receipt.getRecordId(), receipt.getLogIndex() + "-" + receipt.getPosition());
          Optional<byte[]> document =
              kind.equals("fhir")
                  ? Optional.of(text.getBytes(StandardCharsets.UTF_8))
                  : Optional.empty();
          verify(receipt, document);
        }
      }
    }
  }

  @Test
  void aReceiptForOneDocumentIsRefusedForAnother() {
    String patient = Documents.patient(Documents.unique());
    RecordReceipt receipt = submit(Documents.fhir(patient));
    assertThrows(
        dev.vitrine.proofs.verdict.RefusedException.class,
        () -> verify(receipt, Optional.of((patient + " ").getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void theSameDocumentAgainIsTheSameRecord() {
    String event = Documents.event();
    RecordReceipt first = submit(Documents.epcis(event));
    RecordReceipt again = submit(Documents.epcis(event));
    assertFalse(first.getDuplicate());
    assertTrue(again.getDuplicate());
    assertEquals(first.toBuilder().setDuplicate(true).build(), again);
    RecordReceipt others =
        client
            .intake(Tokens.of(Roles.SUPPLIER, party + "-other"))
            .submit(Documents.epcis(event))
            .getReceipts(0);
    assertFalse(others.getDuplicate(), "another party's document is its own");
    assertNotEquals(first.getRecordId(), others.getRecordId());
  }

  @Test
  void aStreamAnswersEveryDocumentInOrderAndDuplicatesOnce() {
    GrpcClient.Stream stream = client.stream(token);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      String event = i % 3 == 2 ? events.get(i - 2) : Documents.event();
      events.add(event);
      stream.send(Documents.inStream(i, event));
    }
    List<DocumentResult> results = stream.end().results();
    assertEquals(1500, results.size());
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 1500; i++) {
      assertEquals(i, results.get(i).getSequence(), "in the order they were sent");
      ids.add(results.get(i).getReceipts(0).getRecordId());
      if (i % 3 == 2) {
        assertEquals(
            results.get(i - 2).getReceipts(0).getRecordId(),
            results.get(i).getReceipts(0).getRecordId());
      }
    }
    assertEquals(1000, ids.size());
    assertEquals(
        1000, results.stream().filter(result -> !result.getReceipts(0).getDuplicate()).count());
  }

  @Test
  void aSlowStreamIsAnsweredAsItGoes() throws InterruptedException {
    // groups that close one by one, while those before them still wait to be stored
    GrpcClient.Stream stream = client.stream(token);
    for (int i = 0; i < 100; i++) {
      stream.send(Documents.inStream(i, Documents.event()));
      Thread.sleep(7);
    }
    assertFalse(stream.soFar().isEmpty(), "results come before the end");
    assertEquals(100, stream.end().results().size());
  }

  @Test
  void twoStreamsWithTheSameDocumentsGetTheSameRecords() {
    List<GrpcClient.Stream> streams = List.of(client.stream(token), client.stream(token));
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      events.add(Documents.event());
    }
    for (int i = 0; i < 400; i++) {
      for (GrpcClient.Stream stream : streams) {
        stream.send(Documents.inStream(i, events.get(i)));
      }
    }
    streams.forEach(GrpcClient.Stream::end);
    List<DocumentResult> one = streams.get(0).results();
    List<DocumentResult> two = streams.get(1).results();
    for (int i = 0; i < 400; i++) {
      RecordReceipt a = one.get(i).getReceipts(0);
      RecordReceipt b = two.get(i).getReceipts(0);
      assertEquals(a.getRecordId(), b.getRecordId());
      assertTrue(a.getDuplicate() != b.getDuplicate(), "one made it, the other found it");
    }
  }

  @Test
  void invalidDocumentsInAStreamAreRefusedAlone() {
    GrpcClient.Stream stream = client.stream(token);
    for (int i = 0; i < 30; i++) {
      String event = Documents.event();
      stream.send(
          Documents.inStream(i, i % 3 == 1 ? event.replace("\"OBSERVE\"", "\"LOOK\"") : event));
    }
    stream.send(Documents.inStream(30, ""));
    stream.send(Documents.inStream(31, Documents.event()).toBuilder().setFormatValue(0).build());
    stream.send(Documents.inStream(32, Documents.event()).toBuilder().setFormatValue(9).build());
    stream.send(Documents.inStream(33, "x".repeat(5 << 20)));
    List<DocumentResult> results = stream.end().results();
    assertEquals(34, results.size());
    for (DocumentResult result : results) {
      boolean bad = result.getSequence() >= 30 || result.getSequence() % 3 == 1;
      assertEquals(bad ? 0 : 1, result.getReceiptsCount(), result.toString());
      assertEquals(bad, result.getProblemsCount() > 0);
    }
    assertEquals("/action", results.get(1).getProblems(0).getLocation());
    assertFalse(results.get(1).getProblems(0).getReason().contains("LOOK"), "no values");
  }

  @Test
  void anInvalidDocumentIsRefusedWholeWithThePlaces() {
    StatusRuntimeException refused =
        refused(Documents.epcis(Documents.event().replace("\"OBSERVE\"", "\"LOOK\"")), token);
    assertEquals(Status.Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    BadRequest violations =
        GrpcClient.details(refused).getDetailsList().stream()
            .filter(any -> any.is(BadRequest.class))
            .map(any -> unpack(any))
            .findFirst()
            .orElseThrow();
    assertEquals("/action", violations.getFieldViolations(0).getField());
  }

  @Test
  void onlySendersWithAPartyMaySend() {
    SubmitRequest request = Documents.epcis(Documents.event());
    for (String role : List.of(Roles.AUDITOR, Roles.RESEARCHER, Roles.PATIENT, Roles.OPERATOR)) {
      assertEquals(
          Status.Code.PERMISSION_DENIED,
          refused(request, Tokens.of(role, party)).getStatus().getCode(),
          role);
    }
    assertEquals(
        Status.Code.PERMISSION_DENIED,
        refused(request, Tokens.withoutParty(Roles.SUPPLIER)).getStatus().getCode());
    assertEquals(
        Status.Code.UNAUTHENTICATED,
        refused(request, Tokens.expired(Roles.SUPPLIER, party)).getStatus().getCode());
    assertEquals(
        Status.Code.UNAUTHENTICATED,
        assertThrows(StatusRuntimeException.class, () -> client.anonymousIntake().submit(request))
            .getStatus()
            .getCode());
    for (String wrong :
        List.of(Tokens.withoutParty(Roles.SUPPLIER), Tokens.of(Roles.AUDITOR, party))) {
      GrpcClient.Stream stream = client.stream(wrong);
      stream.send(Documents.inStream(0, Documents.event()));
      Throwable failure =
          assertThrows(java.util.concurrent.CompletionException.class, stream::results).getCause();
      assertEquals(Status.Code.PERMISSION_DENIED, Status.fromThrowable(failure).getCode());
    }
  }

  @Test
  void whatIsNotADocumentIsRefused() {
    String event = Documents.event();
    for (SubmitRequest request :
        List.of(
            SubmitRequest.getDefaultInstance(),
            Documents.epcis(event).toBuilder().setFormatValue(0).build(),
            Documents.epcis(event).toBuilder().setFormatValue(7).build(),
            Documents.epcis(event).toBuilder().setMediaType("text/csv").build(),
            Documents.fhir(event),
            Documents.epcis(""),
            Documents.epcis("x".repeat((4 << 20) + 1)))) {
      assertEquals(Status.Code.INVALID_ARGUMENT, refused(request, token).getStatus().getCode());
    }
    // longer than a message may be at all
    SubmitRequest huge =
        SubmitRequest.newBuilder().setDocument(ByteString.copyFrom(new byte[9 << 20])).build();
    assertNotEquals(Status.Code.OK, refused(huge, token).getStatus().getCode());
  }

  @Test
  void aStreamThatBreaksOffHarmsNothing() throws InterruptedException {
    List<String> events = new ArrayList<>();
    GrpcClient.Stream stream = client.stream(token);
    for (int i = 0; i < 500; i++) {
      events.add(Documents.event());
      stream.send(Documents.inStream(i, events.get(i)));
    }
    stream.cancel();
    assertThrows(java.util.concurrent.CompletionException.class, stream::results);
    GrpcClient.Stream again = client.stream(token);
    for (int i = 0; i < 500; i++) {
      again.send(Documents.inStream(i, events.get(i)));
    }
    List<DocumentResult> results = again.end().results();
    assertEquals(500, results.stream().map(r -> r.getReceipts(0).getRecordId()).distinct().count());
  }

  @Test
  void aReceiptIsForItsSenderOnly() {
    RecordReceipt receipt = submit(Documents.epcis(Documents.event()));
    GetReceiptRequest request =
        GetReceiptRequest.newBuilder().setRecordId(receipt.getRecordId()).build();
    String other = Tokens.of(Roles.SUPPLIER, party + "-other");
    assertEquals(
        Status.Code.NOT_FOUND,
        assertThrows(StatusRuntimeException.class, () -> client.intake(other).getReceipt(request))
            .getStatus()
            .getCode());
    for (String id : List.of("", "x", "1-999", "-1-0", "999999999-0")) {
      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  client
                      .intake(token)
                      .getReceipt(GetReceiptRequest.newBuilder().setRecordId(id).build()));
      assertTrue(
          Set.of(Status.Code.INVALID_ARGUMENT, Status.Code.NOT_FOUND)
              .contains(refused.getStatus().getCode()),
          id);
    }
  }

  private RecordReceipt submit(SubmitRequest request) {
    return client.intake(token).submit(request).getReceipts(0);
  }

  private StatusRuntimeException refused(SubmitRequest request, String as) {
    return assertThrows(StatusRuntimeException.class, () -> client.intake(as).submit(request));
  }

  private void verify(RecordReceipt receipt, Optional<byte[]> document) throws Exception {
    GetReceiptResponse response =
        client
            .intake(token)
            .getReceipt(GetReceiptRequest.newBuilder().setRecordId(receipt.getRecordId()).build());
    Trust trust =
        new Trust(
            List.of(keys.gateway().publicKey()),
            List.of(),
            new LogProofVerifier(LogPolicy.of(keys.log().verifier())));
    List<String> steps = new ArrayList<>();
    var verified =
        new ReceiptVerifier(trust)
            .verify(response.getReceipt().toByteArray(), document, step -> steps.add(step.name()));
    assertEquals(receipt.getLogIndex(), verified.logIndex());
    assertEquals(receipt.getPosition(), verified.position());
    assertEquals(receipt.getRecordRoot(), ByteString.copyFrom(verified.recordRoot()));
    assertEquals(
        response.getState() == RecordState.RECORD_STATE_PUBLISHED, steps.contains("log-index"));
  }

  private static BadRequest unpack(com.google.protobuf.Any any) {
    try {
      return any.unpack(BadRequest.class);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
