package dev.vitrine.gateway.consent;

import static dev.vitrine.gateway.consent.ConsentDocuments.OPT_IN;
import static dev.vitrine.gateway.consent.ConsentDocuments.OPT_OUT;
import static dev.vitrine.gateway.consent.ConsentDocuments.actor;
import static dev.vitrine.gateway.consent.ConsentDocuments.consent;
import static dev.vitrine.gateway.consent.ConsentDocuments.except;
import static dev.vitrine.gateway.consent.ConsentDocuments.purpose;
import static dev.vitrine.gateway.consent.ConsentDocuments.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Purpose;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.v1.AggregateRequest;
import dev.vitrine.v1.CredentialFormat;
import dev.vitrine.v1.GetRecordRequest;
import dev.vitrine.v1.GetRecordResponse;
import dev.vitrine.v1.IssueCredentialRequest;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.RecordReference;
import dev.vitrine.v1.RequestProofRequest;
import dev.vitrine.v1.SearchRecordsRequest;
import dev.vitrine.v1.SearchRecordsResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Consents over a whole gateway, on a real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class ConsentIT {
  private static final String OBSERVATION = "fhir.Observation.v1";

  @TestHTTPResource("/")
  URI gateway;

  @Inject RecordReader records;
  @Inject Policies policies;
  @Inject Consents consents;

  private final String owner = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_K);
  private final String treating = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_B, "TREAT");
  private final String studying = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_B, "HRESCH");
  private final String breaking = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_B, "BTG");
  private final String other = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_C, "TREAT");
  private final String otherBreaking = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_C, "BTG");
  private final String researcher = Tokens.of(Roles.RESEARCHER, "institute", "HRESCH");
  private final String patient = Documents.unique();
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
  void whomAConsentShutsOutTheRecordDoesNotExistFor() {
    String record = observation();
    assertTrue(sees(treating, record));
    submit(owner, consent("c", patient, OPT_IN, except("deny", actor(TestPolicies.HOSPITAL_B))));
    StatusRuntimeException hidden = refused(treating, record);
    StatusRuntimeException missing = refused(treating, "999999999-0");
    assertEquals(missing.getStatus().getDescription(), hidden.getStatus().getDescription());
    assertEquals(GrpcClient.details(missing), GrpcClient.details(hidden));
    assertEquals(
        Status.Code.NOT_FOUND, code(() -> client.query(treating).requestProof(proof(record))));
    assertEquals(
        Status.Code.NOT_FOUND, code(() -> client.query(treating).issueCredential(issue(record))));
    assertEquals(404, Rest.as(treating).get("/receipts/" + record).statusCode());
    assertEquals(List.of(), find(treating, OBSERVATION));
    assertTrue(sees(other, record), "it speaks of one only");
    assertEquals(List.of(record), find(other, OBSERVATION));
    assertEquals(200, Rest.as(other).get("/receipts/" + record).statusCode());
    assertTrue(sees(owner, record), "who sent it sees it");
    assertEquals(List.of(record), find(owner, OBSERVATION));
  }

  @Test
  void itHoldsByPurposeAndByTypeOfRecord() {
    String record = observation();
    String condition = submit(owner, ConsentDocuments.condition(patient, "x"));
    submit(owner, consent("c", patient, OPT_IN, except("deny", purpose("HRESCH"))));
    assertTrue(sees(treating, record));
    assertFalse(sees(studying, record));
    submit(owner, consent("d", patient, OPT_IN, except("deny", type("Condition"))));
    assertTrue(sees(treating, record));
    assertFalse(sees(treating, condition));
  }

  @Test
  void itHoldsWhileItsPeriodLasts() {
    String record = observation();
    submit(
        owner,
        consent(
            "c",
            patient,
            OPT_OUT,
            "{\"type\": \"deny\", \"period\": {\"start\": \"2000-01-01\", \"end\": \"2001-01-01\"}}"));
    assertTrue(sees(treating, record), "the denial is over");
    submit(
        owner,
        consent(
            "d",
            patient,
            OPT_IN,
            "{\"type\": \"permit\", \"period\": {\"start\": \"2000-01-01\", \"end\": \"2001-01-01\"}}"));
    assertFalse(sees(treating, record), "so is the permission");
  }

  @Test
  void anExceptionInAnExceptionIsKept() {
    String record = observation();
    submit(
        owner,
        consent(
            "c",
            patient,
            OPT_OUT,
            """
            {"type": "deny", "provision": [{"type": "permit", %s,
              "provision": [{"type": "deny", %s}]}]}
            """
                .formatted(actor(TestPolicies.HOSPITAL_B), purpose("HRESCH"))));
    assertTrue(sees(treating, record));
    assertFalse(sees(studying, record));
    assertFalse(sees(other, record));
  }

  @Test
  void whatIsWithdrawnIsWithdrawnAtOnce() {
    String record = observation();
    String permit = consent("c", patient, OPT_IN, "");
    submit(owner, permit);
    for (int i = 0; i < 5; i++) {
      assertTrue(sees(treating, record));
      submit(
          owner, consent("c", patient, OPT_OUT, "").replace("2026-02-01", "2026-02-0" + (i + 2)));
      assertFalse(sees(treating, record), "from the moment that it is taken");
      assertEquals(List.of(), find(treating, OBSERVATION));
      // the same document again is no new one, so it says another time
      submit(owner, permit);
      assertFalse(sees(treating, record));
      submit(owner, permit.replace("2026-02-01", "2026-03-0" + (i + 2)));
    }
    submit(owner, consent("c", patient, OPT_OUT, "").replace("2026-02-01", "2026-02-20"));
    assertFalse(sees(treating, record));
    submit(owner, permit.replace("\"active\"", "\"inactive\""));
    assertTrue(sees(treating, record), "an inactive one is silent, and policy decides");
  }

  @Test
  void allConsentsCountAndTheOneThatForbidsWins() {
    String record = observation();
    submit(owner, consent("c", patient, OPT_OUT, ""));
    submit(owner, consent("d", patient, OPT_IN, ""));
    assertFalse(sees(treating, record));
  }

  @Test
  void whatIsNotUnderstoodMeansNo() {
    String record = observation();
    submit(
        owner,
        consent("c", patient, OPT_IN, "")
            .replace(
                "\"dateTime\"",
                "\"modifierExtension\": [{\"url\": \"http://example.org/not\","
                    + " \"valueBoolean\": true}], \"dateTime\""));
    assertFalse(sees(treating, record));
  }

  @Test
  void consentsNeverAddToPolicies() {
    String record = observation();
    String stranger = Tokens.of(Roles.HOSPITAL, "hospital-z", "TREAT");
    submit(owner, consent("c", patient, OPT_IN, except("permit", actor("hospital-z"))));
    assertFalse(sees(stranger, record));
    assertFalse(sees(treating, record), "and who lists some has not allowed the rest");
  }

  @Test
  void consentsOfAnotherSenderDoNotCount() {
    String record = observation();
    String stranger = Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_A);
    submit(stranger, consent("c", patient, OPT_OUT, ""));
    assertTrue(sees(treating, record));
    submit(owner, consent("c", patient, OPT_OUT, ""));
    submit(stranger, consent("c", patient, OPT_IN, "").replace("02-01", "02-02"));
    assertFalse(sees(treating, record), "nor do they replace another's");
  }

  @Test
  void glassIsBrokenOnlyWhereAPolicySaysSoAndTheLogSaysThatItWas() {
    String record = observation();
    String denial = submit(owner, consent("c", patient, OPT_OUT, ""));
    assertFalse(sees(treating, record));
    assertFalse(sees(otherBreaking, record), "no grant names the purpose for it");
    GetRecordResponse shown = get(breaking, record);
    String told = disclosure(shown);
    assertTrue(told.contains("\"consent\":\"break-glass:" + denial + "\""), told);
    assertTrue(told.contains("\"purpose\":\"BTG\""), told);
    assertEquals(List.of(record), find(breaking, OBSERVATION));
  }

  @Test
  void theDisclosureSaysOnWhichConsentItWentAndAProofDoesNot() {
    String record = observation();
    String silent = disclosure(get(treating, record));
    assertTrue(silent.contains("\"consent\":\"\""), silent);
    assertTrue(silent.contains("\"subject\":\"Patient/" + patient + "\""), silent);
    String permit = submit(owner, consent("c", patient, OPT_IN, ""));
    String told = disclosure(get(treating, record));
    assertTrue(told.contains("\"consent\":\"permit:" + permit + "\""), told);
    assertTrue(told.contains("\"policy\":\"hospital-k-care\""), told);
    byte[] file =
        client.query(treating).requestProof(proof(record)).getPresentation().toByteArray();
    assertFalse(
        new String(file, StandardCharsets.ISO_8859_1).contains(permit), "it would link proofs");
  }

  @Test
  void searchPagesTellNothingOfWhatIsHidden() {
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String id = "o" + i;
      String record = submit(owner, observation(id, Documents.observation(patient, "code-" + i)));
      if (i % 2 == 0) {
        seen.add(record);
      }
    }
    submit(
        owner,
        consent(
            "c",
            patient,
            OPT_IN,
            except(
                "deny",
                """
                "data": [{"meaning": "instance", "reference": {"reference": "Observation/o1"}},
                  {"meaning": "instance", "reference": {"reference": "Observation/o3"}},
                  {"meaning": "instance", "reference": {"reference": "Observation/o5"}}]
                """)));
    for (int size : new int[] {1, 2, 3, 5}) {
      List<String> found = new ArrayList<>();
      String page = "";
      int pages = 0;
      do {
        SearchRecordsResponse answer =
            client
                .query(treating)
                .searchRecords(
                    SearchRecordsRequest.newBuilder()
                        .setSchema(OBSERVATION)
                        .setQuery("patient=Patient/" + patient)
                        .setPageSize(size)
                        .setPageToken(page)
                        .build());
        answer.getRecordsList().forEach(one -> found.add(one.getRecordId()));
        page = answer.getNextPageToken();
        assertTrue(page.isEmpty() || seen.contains(page), "a token names what was shown");
        pages++;
      } while (!page.isEmpty());
      assertEquals(seen, found);
      assertEquals((2 + size) / size, pages);
    }
  }

  @Test
  void sumsAreOverWhatMayBeSeen() {
    for (int i = 0; i < TestPolicies.FEWEST + 1; i++) {
      submit(owner, observation("b" + i, Documents.bloodPressure(patient, 120 + i, "final")));
    }
    AggregateRequest request =
        AggregateRequest.newBuilder()
            .setSchema("fhir.BloodPressure.v1")
            .setQuery("patient=Patient/" + patient)
            .setSlot("systolic")
            .setAudience("study.example")
            .setNonce(ByteString.copyFromUtf8("0123456789abcdef"))
            .build();
    assertEquals(5, client.query(researcher).aggregate(request).getCount());
    String data =
        """
        "data": [{"meaning": "instance", "reference": {"reference": "Observation/b4"}}]
        """;
    submit(owner, consent("c", patient, OPT_IN, except("deny", data)));
    assertEquals("486", client.query(researcher).aggregate(request).getSum());
    submit(owner, consent("d", patient, OPT_OUT, ""));
    StatusRuntimeException few =
        assertThrows(
            StatusRuntimeException.class, () -> client.query(researcher).aggregate(request));
    StatusRuntimeException none =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                client
                    .query(researcher)
                    .aggregate(request.toBuilder().setQuery("patient=Patient/nobody").build()));
    assertEquals(none.getStatus().getDescription(), few.getStatus().getDescription());
  }

  @Test
  void aPatientIsKnownByEachNameTheSenderGives() {
    submit(owner, Documents.patient(patient));
    String byIdentifier =
        submit(
            owner,
            Documents.observation(patient, "by-identifier")
                .replace(
                    "{\"reference\": \"Patient/" + patient + "\"}",
                    "{\"identifier\": {\"system\": \"urn:oid:2.999.17.4.1\", \"value\": \"MRN-"
                        + patient
                        + "\"}}"));
    assertTrue(sees(treating, byIdentifier));
    submit(owner, consent("c", patient, OPT_OUT, ""));
    assertFalse(sees(treating, byIdentifier));
  }

  @Test
  void aBundleIsAskedAboutPartByPart() {
    String bundle =
        submit(
            owner,
            """
            {"resourceType": "Bundle", "id": "%s", "type": "collection", "entry": [
              {"fullUrl": "https://k.example/fhir/Condition/x", "resource": %s}]}
            """
                .formatted(Documents.unique(), ConsentDocuments.condition(patient, "x")));
    assertTrue(sees(treating, bundle));
    submit(owner, consent("c", patient, OPT_IN, except("deny", type("Condition"))));
    assertFalse(sees(treating, bundle));
  }

  @Test
  void whereConsentIsRequiredSilenceMeansNo() {
    String record = observation();
    String organisation =
        submit(owner, "{\"resourceType\": \"Organization\", \"name\": \"" + patient + "\"}");
    Caller asking = caller(TestPolicies.HOSPITAL_B, Purpose.TREAT);
    assertTrue(decide(asking, VitrineConfig.Consent.NARROW, record).visible());
    assertFalse(decide(asking, VitrineConfig.Consent.REQUIRED, record).visible());
    assertTrue(
        decide(asking, VitrineConfig.Consent.REQUIRED, organisation).visible(), "of no patient");
    assertTrue(
        decide(caller(TestPolicies.HOSPITAL_B, Purpose.BTG), VitrineConfig.Consent.REQUIRED, record)
            .visible());
    assertTrue(
        decide(
                caller(TestPolicies.HOSPITAL_K, Purpose.TREAT),
                VitrineConfig.Consent.REQUIRED,
                record)
            .visible());
    submit(owner, consent("c", patient, OPT_IN, ""));
    assertTrue(decide(asking, VitrineConfig.Consent.REQUIRED, record).visible());
    submit(owner, consent("d", patient, OPT_OUT, ""));
    assertFalse(decide(asking, VitrineConfig.Consent.REQUIRED, record).visible());
    assertFalse(decide(asking, VitrineConfig.Consent.NARROW, record).visible());
    assertTrue(decide(asking, VitrineConfig.Consent.OFF, record).visible());
  }

  private Decision decide(Caller caller, VitrineConfig.Consent mode, String record) {
    RecordReader.Found found = records.find(RecordRef.parse(record).orElseThrow()).orElseThrow();
    return new CallerPermissions(caller, policies, consents, mode, System.currentTimeMillis())
        .of(found.sender(), records.open(found));
  }

  private static Caller caller(String party, Purpose purpose) {
    return new Caller(
        "s", Optional.of(party), Set.of(Roles.HOSPITAL), Optional.of(purpose), Set.of());
  }

  private String observation() {
    return submit(owner, Documents.observation(patient, "15074-8"));
  }

  private static String observation(String id, String document) {
    return document.replace("\"status\"", "\"id\": \"" + id + "\", \"status\"");
  }

  private String submit(String token, String document) {
    return client.intake(token).submit(Documents.fhir(document)).getReceipts(0).getRecordId();
  }

  private boolean sees(String token, String record) {
    try {
      get(token, record);
      return true;
    } catch (StatusRuntimeException e) {
      assertEquals(Status.Code.NOT_FOUND, e.getStatus().getCode());
      return false;
    }
  }

  private GetRecordResponse get(String token, String record) {
    return client.query(token).getRecord(GetRecordRequest.newBuilder().setRecordId(record).build());
  }

  private StatusRuntimeException refused(String token, String record) {
    return assertThrows(StatusRuntimeException.class, () -> get(token, record));
  }

  private static Status.Code code(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(StatusRuntimeException.class, call).getStatus().getCode();
  }

  private List<String> find(String token, String schema) {
    return client
        .query(token)
        .searchRecords(
            SearchRecordsRequest.newBuilder()
                .setSchema(schema)
                .setQuery("patient=Patient/" + patient)
                .build())
        .getRecordsList()
        .stream()
        .map(RecordReference::getRecordId)
        .toList();
  }

  private String disclosure(GetRecordResponse answer) {
    RecordRef ref = RecordRef.parse(answer.getDisclosure().getRecordId()).orElseThrow();
    return new String(
        records.open(records.find(ref).orElseThrow()).document(), StandardCharsets.UTF_8);
  }

  private static RequestProofRequest proof(String record) {
    return RequestProofRequest.newBuilder()
        .setRecordId(record)
        .addSlots("status")
        .setMode(ProofMode.PROOF_MODE_PRIVATE)
        .setAudience("court.example")
        .setNonce(ByteString.copyFromUtf8("0123456789abcdef"))
        .build();
  }

  private static IssueCredentialRequest issue(String record) {
    return IssueCredentialRequest.newBuilder()
        .setRecordId(record)
        .addSlots("status")
        .setFormat(CredentialFormat.CREDENTIAL_FORMAT_SD_JWT_VC)
        .build();
  }
}
