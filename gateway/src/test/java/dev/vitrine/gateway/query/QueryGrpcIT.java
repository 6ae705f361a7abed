package dev.vitrine.gateway.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.audit.LogProofVerifier;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.presentation.Trust;
import dev.vitrine.proofs.presentation.Verifier;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.v1.Disclosure;
import dev.vitrine.v1.ElementRequest;
import dev.vitrine.v1.GetRecordRequest;
import dev.vitrine.v1.GetRecordResponse;
import dev.vitrine.v1.Predicate;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.RecordReceipt;
import dev.vitrine.v1.RecordReference;
import dev.vitrine.v1.RecordSelection;
import dev.vitrine.v1.RequestProofRequest;
import dev.vitrine.v1.RequestProofResponse;
import dev.vitrine.v1.SearchRecordsRequest;
import dev.vitrine.v1.SearchRecordsResponse;
import dev.vitrine.v1.SlotView;
import dev.vitrine.v1.SubmitRequest;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class QueryGrpcIT {
  private static final byte[] NONCE = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String AUDIENCE = "court.example";

  @TestHTTPResource("/")
  URI gateway;

  @Inject Keys keys;
  @Inject RecordReader records;
  @Inject TagIndex tags;

  private final String owner = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_A);
  private final String treating = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_B, "TREAT");
  private final String limited = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_C, "TREAT");
  private final String seller = Tokens.of(Roles.SUPPLIER, TestPolicies.SUPPLIER_A);
  private final String buyer = Tokens.of(Roles.SUPPLIER, TestPolicies.SUPPLIER_B, "HOPERAT");
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
  void withoutAGrantARecordDoesNotExist() {
    String id = Documents.unique();
    String record = submit(owner, Documents.fhir(Documents.patient(id)));
    for (String token :
        List.of(
            Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_B),
            Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_B, "HRESCH"),
            Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_B, "NONSENSE"),
            Tokens.of(Roles.SUPPLIER, TestPolicies.HOSPITAL_B, "TREAT"),
            Tokens.of(Roles.HOSPITAL, "hospital-z", "TREAT"),
            Tokens.of(Roles.RESEARCHER, TestPolicies.HOSPITAL_A, "HRESCH"),
            Tokens.withoutParty(Roles.HOSPITAL))) {
      assertEquals(Status.Code.NOT_FOUND, code(() -> get(token, record)));
      assertEquals(Status.Code.NOT_FOUND, code(() -> prove(token, proof(record, "gender"))));
      assertEquals(List.of(), find(token, "fhir.Patient.v1", "_id=" + id));
    }
    assertEquals(
        code(() -> get(treating, "999999999-0")),
        code(() -> get(Tokens.of(Roles.HOSPITAL, "hospital-z", "TREAT"), record)),
        "hidden and missing look the same");
    for (String role : List.of(Roles.AUDITOR, Roles.PATIENT, Roles.OPERATOR)) {
      assertEquals(
          Status.Code.PERMISSION_DENIED,
          code(() -> get(Tokens.of(role, TestPolicies.HOSPITAL_A, "TREAT"), record)));
    }
  }

  @Test
  void aGrantShowsWhatItShowsProvesAndHides() {
    String record = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    GetRecordResponse response = get(treating, record);
    Slots slots = slots(response);
    assertEquals("female", slots.get("gender").getText());
    assertEquals(Disclosure.DISCLOSURE_SHOW, slots.get("gender").getDisclosure());
    assertEquals("Berg", slots.get("name.family").getText());
    assertEquals(Disclosure.DISCLOSURE_PROVE, slots.get("address.city").getDisclosure());
    assertFalse(slots.get("address.city").hasText());
    assertFalse(slots.has("document"));
    assertFalse(slots.get("deceased").hasText(), "absent in the record");
    assertFalse(slots.get("leaves").getRoot().isEmpty());
    Slots few = slots(get(limited, record));
    assertEquals("female", few.get("gender").getText());
    assertFalse(few.has("name.family"));
    assertFalse(few.has("birthDate"));
    assertFalse(few.get("leaves").hasRoot());
    String sample =
        submit(owner, Documents.fhir(Documents.observation(Documents.unique(), "15074-8")));
    Slots figures = slots(get(researcher, sample));
    assertEquals(Disclosure.DISCLOSURE_PROVE, figures.get("value").getDisclosure());
    assertFalse(figures.get("value").hasNumber());
    assertFalse(figures.has("subject"));
  }

  @Test
  void numbersAreShownExactlyToTheirSender() {
    String sample =
        submit(owner, Documents.fhir(Documents.observation(Documents.unique(), "15074-8")));
    Slots all = slots(get(owner, sample));
    assertEquals(
        0,
        new java.math.BigDecimal("6.3")
            .compareTo(new java.math.BigDecimal(all.get("value").getNumber())));
    assertEquals("6.30", all.get("value.lexeme").getText());
  }

  @Test
  void aSlotIsNotShownWithoutWhatItRequires() {
    String record = submit(seller, Documents.epcis(Documents.event()));
    Slots slots = slots(get(buyer, record));
    assertEquals("ObjectEvent", slots.get("eventType").getText());
    SlotView step = slots.get("bizStep");
    assertEquals(Disclosure.DISCLOSURE_PROVE, step.getDisclosure(), "errorDeclaration is hidden");
    assertFalse(step.hasText());
    assertEquals(Status.Code.PERMISSION_DENIED, code(() -> prove(buyer, proof(record, "bizStep"))));
    prove(buyer, proof(record, "eventType"));
  }

  @Test
  void onlyGrantedTagsFind() {
    String id = Documents.unique();
    String record = submit(owner, Documents.fhir(Documents.patient(id)));
    assertEquals(List.of(record), find(treating, "fhir.Patient.v1", "_id=" + id));
    String identifier = "identifier=urn:oid:2.999.17.4.1|MRN-" + id;
    assertEquals(
        List.of(record), find(treating, "fhir.Patient.v1", "_id=" + id + "&" + identifier));
    assertEquals(
        List.of(), find(treating, "fhir.Patient.v1", "_id=" + id + "&identifier=urn:x|other"));
    assertEquals(List.of(), find(treating, "fhir.Patient.v1", "patient=Patient/" + id));
    assertEquals(
        List.of(), find(treating, "fhir.Patient.v1", "_id=" + id + "&patient=Patient/" + id));
    assertEquals(List.of(), find(limited, "fhir.Patient.v1", "_id=" + id));
    assertEquals(List.of(record), find(owner, "fhir.Patient.v1", "patient=Patient/" + id));
    assertEquals(List.of(), find(treating, "fhir.Observation.v1", "_id=" + id));
  }

  @Test
  void pagesComeInOrderWithoutGapsAndEnd() {
    String party = "pages-" + Documents.unique();
    String token = Tokens.of(Roles.HOSPITAL, party);
    String patient = Documents.unique();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(submit(token, Documents.fhir(Documents.observation(patient, "code-" + i))));
    }
    for (int size : new int[] {1, 3, 7, 8}) {
      List<String> found = new ArrayList<>();
      String page = "";
      int pages = 0;
      do {
        SearchRecordsResponse response =
            client
                .query(token)
                .searchRecords(
                    search("fhir.Observation.v1", "patient=Patient/" + patient).toBuilder()
                        .setPageSize(size)
                        .setPageToken(page)
                        .build());
        response.getRecordsList().forEach(record -> found.add(record.getRecordId()));
        page = response.getNextPageToken();
        pages++;
      } while (!page.isEmpty());
      assertEquals(made, found);
      assertEquals((6 + size) / size, pages, "the last page says that it is");
    }
  }

  @Test
  void badSearchesAreRefused() {
    List<SearchRecordsRequest> requests =
        List.of(
            search("fhir.Nonsense.v1", "_id=x"),
            search("fhir.Patient.v1", ""),
            search("fhir.Patient.v1", "x"),
            search("fhir.Patient.v1", "=x"),
            search("fhir.Patient.v1", "a=1&".repeat(16) + "b=2"),
            search("fhir.Patient.v1", "a=" + "x".repeat(5000)),
            search("fhir.Patient.v1", "_id=x").toBuilder().setPageSize(-1).build(),
            search("fhir.Patient.v1", "_id=x").toBuilder().setPageSize(1001).build(),
            search("fhir.Patient.v1", "_id=x").toBuilder().setPageToken("x").build());
    for (SearchRecordsRequest request : requests) {
      assertEquals(
          Status.Code.INVALID_ARGUMENT,
          code(() -> client.query(treating).searchRecords(request)),
          request.toString().substring(0, 20));
    }
  }

  @Test
  void anAnchoredProofHoldsForItsNonceAndAudienceOnly() throws RefusedException {
    String record = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    RequestProofRequest request =
        proof(record, "gender").toBuilder().addElements(leaf("/name/0/family")).build();
    byte[] file = prove(treating, request).getPresentation().toByteArray();
    Statement statement = verify(file, AUDIENCE, NONCE);
    assertArrayEquals("female".getBytes(StandardCharsets.UTF_8), shown(statement, "gender"));
    assertEquals("hospital-a-care", statement.policyId());
    assertEquals("TREAT", statement.purpose());
    List<byte[]> shown = shownElements(statement, "leaves");
    assertEquals(
        List.of(new Element("/name/0/family", 's', "Berg")),
        shown.stream().map(bytes -> Element.of(bytes).orElseThrow()).toList());
    assertFalse(
        new String(file, StandardCharsets.UTF_8).contains("1960-04-05"), "the rest is hidden");
    assertEquals(
        "audience",
        assertThrows(RefusedException.class, () -> verify(file, "other", NONCE)).step());
    assertEquals(
        "nonce",
        assertThrows(RefusedException.class, () -> verify(file, AUDIENCE, new byte[16])).step());
    refusedIfChanged(file);
  }

  @Test
  void privateProofsHoldAndCanNotBeTiedTogether() throws RefusedException {
    String record = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    RequestProofRequest request =
        proof(record, "gender").toBuilder().setMode(ProofMode.PROOF_MODE_PRIVATE).build();
    byte[] one = prove(treating, request).getPresentation().toByteArray();
    byte[] two = prove(treating, request).getPresentation().toByteArray();
    Statement statement = verify(one, AUDIENCE, NONCE);
    verify(two, AUDIENCE, NONCE);
    assertEquals(0, statement.anchor().size());
    assertEquals(
        "nonce",
        assertThrows(RefusedException.class, () -> verify(one, AUDIENCE, new byte[16])).step());
    byte[] root = records.find(RecordRef.parse(record).orElseThrow()).orElseThrow().root();
    for (byte[] file : List.of(one, two)) {
      assertFalse(HexFormat.of().formatHex(file).contains(HexFormat.of().formatHex(root)));
    }
    refusedIfChanged(one);
    assertEquals(
        Status.Code.INVALID_ARGUMENT,
        code(() -> prove(treating, request.toBuilder().addElements(leaf("/gender")).build())));
  }

  @Test
  void badProofRequestsAreRefused() {
    String record = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    RequestProofRequest good = proof(record, "gender");
    List<RequestProofRequest> bad =
        List.of(
            good.toBuilder().addPredicates(Predicate.newBuilder()).build(),
            good.toBuilder().clearMode().build(),
            good.toBuilder().setModeValue(9).build(),
            good.toBuilder().clearNonce().build(),
            good.toBuilder().setNonce(ByteString.copyFrom(new byte[65])).build(),
            good.toBuilder().clearAudience().build(),
            good.toBuilder().setAudience("x".repeat(257)).build(),
            good.toBuilder().clearSlots().build(),
            good.toBuilder().addSlots("nonsense").build(),
            good.toBuilder().setRecordId("x").build(),
            good.toBuilder()
                .addElements(ElementRequest.newBuilder().setSlot("gender").setElement("/x"))
                .build(),
            good.toBuilder()
                .addElements(ElementRequest.newBuilder().setSlot("nonsense").setElement("/x"))
                .build());
    for (RequestProofRequest request : bad) {
      assertEquals(
          Status.Code.INVALID_ARGUMENT, code(() -> prove(treating, request)), request.toString());
    }
    // hidden and unheard of look the same, in facts too
    RequestProofRequest.Builder many = good.toBuilder();
    for (int i = 0; i < 300; i++) {
      many.addElements(leaf("/name/" + i));
    }
    assertEquals(Status.Code.INVALID_ARGUMENT, code(() -> prove(treating, many.build())));
  }

  @Test
  void onlyAllowedElementsAreShown() throws RefusedException {
    String record = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    for (String pointer : List.of("/birthDate", "/nam", "/identifier/0/value", "", "/")) {
      assertEquals(
          Status.Code.PERMISSION_DENIED,
          code(() -> prove(treating, elements(record, leaf(pointer)))),
          pointer);
    }
    assertEquals(
        Status.Code.NOT_FOUND,
        code(() -> prove(treating, elements(record, leaf("/name/0/period")))));
    // the same twice is shown once
    byte[] file =
        prove(treating, elements(record, leaf("/gender"), leaf("/gender")))
            .getPresentation()
            .toByteArray();
    Statement statement = verify(file, AUDIENCE, NONCE);
    assertEquals(1, shownElements(statement, "leaves").size());
  }

  @Test
  void elementsAreNoWayAroundARootThatIsNotShown() {
    String record = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    for (String pointer : List.of("/name/0/family", "/birthDate", "/not/there")) {
      assertEquals(
          Status.Code.PERMISSION_DENIED,
          code(() -> prove(limited, elements(record, leaf(pointer)))),
          "and it does not tell what is there");
    }
  }

  @Test
  void anEpcIsShownAloneButNoneThatIsNotGranted() throws RefusedException {
    String record =
        submit(
            seller,
            Documents.epcis(
                Documents.event(
                    TestPolicies.SHOWN_EPC
                        + "\", \"urn:epc:id:sgtin:9506000.013435."
                        + Documents.unique())));
    byte[] file =
        prove(buyer, elements(record, element("epcs", TestPolicies.SHOWN_EPC)))
            .getPresentation()
            .toByteArray();
    Statement statement = verify(file, AUDIENCE, NONCE);
    List<byte[]> shown = shownElements(statement, "epcs");
    assertEquals(1, shown.size());
    assertEquals(TestPolicies.SHOWN_EPC, Element.of(shown.get(0)).orElseThrow().value());
    assertEquals(
        Status.Code.PERMISSION_DENIED,
        code(() -> prove(buyer, elements(record, element("epcs", "urn:epc:id:sgtin:1.2.3")))));
  }

  @Test
  void aDcqlQueryChoosesRecordsAndSlots() throws Exception {
    String one = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    String two = submit(owner, Documents.fhir(Documents.patient(Documents.unique())));
    byte[] file =
        prove(treating, asked("\"path\": [\"gender\"], \"values\": [\"female\"]", one, two))
            .getPresentation()
            .toByteArray();
    Statement statement = verify(file, AUDIENCE, NONCE);
    assertEquals(1, statement.records().size(), "the other record is not part of it");
    Set<Integer> shown = statement.records().get(0).shown().keySet();
    Schema schema = statement.records().get(0).schema();
    assertTrue(shown.contains(schema.indexOf("gender")));
    assertTrue(shown.contains(schema.indexOf("modifierExtensions")), "what it requires");
    assertFalse(shown.contains(schema.indexOf("name.family")));
    for (String claim :
        List.of(
            "\"path\": [\"gender\"], \"values\": [\"male\"]",
            "\"path\": [\"address.city\"]",
            "\"path\": [\"nonsense\"]")) {
      assertEquals(
          Status.Code.FAILED_PRECONDITION, code(() -> prove(treating, asked(claim, one, two))));
    }
    RequestProofRequest good = asked("\"path\": [\"gender\"]", one);
    assertEquals(
        Status.Code.NOT_FOUND,
        code(() -> prove(Tokens.of(Roles.HOSPITAL, "hospital-z", "TREAT"), good)));
    for (RequestProofRequest bad :
        List.of(
            good.toBuilder().setDcqlQuery("{}").build(),
            good.toBuilder().clearRecords().setRecordId(one).addSlots("gender").build())) {
      assertEquals(Status.Code.INVALID_ARGUMENT, code(() -> prove(treating, bad)));
    }
  }

  private static RequestProofRequest asked(String claim, String... records) {
    RequestProofRequest.Builder request = proof("").toBuilder();
    for (String record : records) {
      request.addRecords(RecordSelection.newBuilder().setRecordId(record));
    }
    return request
        .setDcqlQuery(
            """
            {"credentials": [{"id": "a", "format": "vitrine_record",
              "require_cryptographic_holder_binding": false,
              "meta": {"schema_values": ["fhir.Patient.v1"]}, "claims": [{%s}]}]}"""
                .formatted(claim))
        .build();
  }

  @Test
  void noLeafIsShownAloneWhereSomethingChangesItsMeaning() {
    String patient = Documents.patient(Documents.unique());
    for (String changed :
        List.of(
            patient.replace(
                "\"active\": true,",
                "\"active\": true, \"implicitRules\": \"http://example.org/rules\","),
            patient.replace(
                "\"active\": true,",
                "\"active\": true, \"modifierExtension\": [{\"url\": \"http://example.org/not\","
                    + " \"valueBoolean\": true}],"))) {
      String record = submit(owner, Documents.fhir(changed));
      for (String token : List.of(treating, owner)) {
        assertEquals(
            Status.Code.PERMISSION_DENIED,
            code(() -> prove(token, elements(record, leaf("/gender")))));
        prove(token, proof(record, "gender"));
      }
    }
    String event = Documents.event();
    String wrong =
        submit(
            seller,
            Documents.epcis(
                event.replace(
                    "\"bizStep\"",
                    "\"errorDeclaration\": {\"declarationTime\": \"2026-02-04T10:00:00Z\"},"
                        + " \"bizStep\"")));
    assertEquals(
        Status.Code.PERMISSION_DENIED, code(() -> prove(buyer, elements(wrong, leaf("/bizStep")))));
    String right = submit(seller, Documents.epcis(Documents.event()));
    prove(buyer, elements(right, leaf("/bizStep")));
  }

  @Test
  void everyAnswerIsOnRecordBeforeItLeaves() {
    String id = Documents.unique();
    String record = submit(owner, Documents.fhir(Documents.patient(id)));
    GetRecordResponse view = get(treating, record);
    RequestProofResponse proof = prove(treating, proof(record, "gender"));
    List<RecordReceipt> said = List.of(view.getDisclosure(), proof.getDisclosure());
    for (RecordReceipt receipt : said) {
      assertEquals("vitrine.disclosure.v1", receipt.getSchema());
      RecordReader.Found found =
          records.find(RecordRef.parse(receipt.getRecordId()).orElseThrow()).orElseThrow();
      assertEquals("vitrine", found.sender());
      assertArrayEquals(receipt.getRecordRoot().toByteArray(), found.root());
      String document = new String(records.open(found).document(), StandardCharsets.UTF_8);
      assertTrue(document.contains("\"record\":\"" + record + "\""), document);
      assertTrue(document.contains("\"recipient\":\"" + TestPolicies.HOSPITAL_B + "\""));
      assertTrue(document.contains("\"purpose\":\"TREAT\""));
      assertTrue(document.contains("\"policy\":\"hospital-a-care\""));
      assertTrue(document.contains("gender"));
      assertFalse(document.contains("female"), "names of slots, never values");
    }
    String second =
        new String(
            records
                .open(
                    records
                        .find(RecordRef.parse(proof.getDisclosure().getRecordId()).orElseThrow())
                        .orElseThrow())
                .document(),
            StandardCharsets.UTF_8);
    assertTrue(
        second.contains(
            HexFormat.of().formatHex(Sha256.of(proof.getPresentation().toByteArray()))));
    List<String> ofPatient =
        tags.find("vitrine.disclosure.v1", List.of("patient=Patient/" + id), -1, 10).stream()
            .map(hit -> hit.ref().toString())
            .toList();
    assertEquals(said.stream().map(RecordReceipt::getRecordId).toList(), ofPatient);
    // and nobody can read them as if they were a party's own records
    assertEquals(
        Status.Code.NOT_FOUND, code(() -> get(treating, view.getDisclosure().getRecordId())));
  }

  @Test
  void aRefusedRequestShowsNothingAndIsNotOnRecord() {
    String id = Documents.unique();
    String record = submit(owner, Documents.fhir(Documents.patient(id)));
    code(() -> prove(treating, elements(record, leaf("/birthDate"))));
    code(() -> get(Tokens.of(Roles.HOSPITAL, "hospital-z", "TREAT"), record));
    assertEquals(
        List.of(), tags.find("vitrine.disclosure.v1", List.of("patient=Patient/" + id), -1, 10));
  }

  private void refusedIfChanged(byte[] file) {
    for (int i = 0; i < file.length; i += Math.max(1, file.length / 97)) {
      byte[] changed = file.clone();
      changed[i] ^= 1;
      assertThrows(
          RefusedException.class, () -> verify(changed, AUDIENCE, NONCE), "byte " + changed[0]);
    }
  }

  private Statement verify(byte[] file, String audience, byte[] nonce) throws RefusedException {
    Trust trust =
        new Trust(
            List.of(keys.gateway().publicKey()),
            List.of(keys.issuer().trusted(keys.log().name())),
            new LogProofVerifier(LogPolicy.of(keys.log().verifier())));
    Instant now = Clock.systemUTC().instant();
    return new Verifier(trust, new SecureRandom())
        .verify(file, Policy.at(now).audience(audience).nonce(nonce))
        .statement();
  }

  private String submit(String token, SubmitRequest request) {
    return client.intake(token).submit(request).getReceipts(0).getRecordId();
  }

  private GetRecordResponse get(String token, String record) {
    return client.query(token).getRecord(GetRecordRequest.newBuilder().setRecordId(record).build());
  }

  private RequestProofResponse prove(String token, RequestProofRequest request) {
    return client.query(token).requestProof(request);
  }

  private List<String> find(String token, String schema, String query) {
    return client.query(token).searchRecords(search(schema, query)).getRecordsList().stream()
        .map(RecordReference::getRecordId)
        .toList();
  }

  private static SearchRecordsRequest search(String schema, String query) {
    return SearchRecordsRequest.newBuilder().setSchema(schema).setQuery(query).build();
  }

  private static RequestProofRequest proof(String record, String... slots) {
    return RequestProofRequest.newBuilder()
        .setRecordId(record)
        .addAllSlots(List.of(slots))
        .setMode(ProofMode.PROOF_MODE_ANCHORED)
        .setNonce(ByteString.copyFrom(NONCE))
        .setAudience(AUDIENCE)
        .build();
  }

  private static RequestProofRequest elements(String record, ElementRequest... elements) {
    return proof(record).toBuilder().addAllElements(List.of(elements)).build();
  }

  private static ElementRequest leaf(String pointer) {
    return element("leaves", pointer);
  }

  private static ElementRequest element(String slot, String element) {
    return ElementRequest.newBuilder().setSlot(slot).setElement(element).build();
  }

  private static Slots slots(GetRecordResponse response) {
    return new Slots(
        response.getSlotsList().stream()
            .collect(Collectors.toMap(SlotView::getName, Function.identity())));
  }

  private static byte[] shown(Statement statement, String slot) {
    Optional<byte[]> value =
        statement.records().get(0).shown().get(statement.records().get(0).schema().indexOf(slot));
    assertNotNull(value);
    return value.orElseThrow();
  }

  private static List<byte[]> shownElements(Statement statement, String slot) {
    List<byte[]> elements =
        statement
            .records()
            .get(0)
            .elements()
            .get(statement.records().get(0).schema().indexOf(slot));
    assertNotNull(elements);
    return elements;
  }

  /** What was told of a record's slots. */
  private record Slots(Map<String, SlotView> byName) {
    boolean has(String name) {
      return byName.containsKey(name);
    }

    SlotView get(String name) {
      SlotView slot = byName.get(name);
      assertNotNull(slot);
      return slot;
    }
  }

  private static Status.Code code(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(StatusRuntimeException.class, call).getStatus().getCode();
  }
}
