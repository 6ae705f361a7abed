package dev.vitrine.gateway.dscsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.audit.TrustRoots;
import dev.vitrine.gateway.disclosure.Disclosures;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.proofs.presentation.Fact;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Presentation;
import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.Verdict;
import dev.vitrine.proofs.presentation.Verifier;
import dev.vitrine.proofs.set.PublisherKey;
import dev.vitrine.proofs.set.SetElements;
import dev.vitrine.proofs.set.SetPublisher;
import dev.vitrine.proofs.set.SignedDescriptor;
import dev.vitrine.proofs.set.TrustedPublisher;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class DscsaIT {
  private static final String GTIN = "09506000134352";
  private static final String LOT = "VX26B014";
  private static final String NONCE = "000102030405060708090a0b0c0d0e0f";
  private static final String AUDIENCE = "https://verifier.example";
  private static final String QUERY = "?exp=280131&audience=" + AUDIENCE + "&nonce=" + NONCE;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final LocalDate TODAY = LocalDate.of(2026, 5, 1);

  @Inject TrustRoots roots;
  @Inject VitrineConfig config;
  @Inject TagIndex tags;
  @Inject RecordReader records;

  private final String maker = Tokens.of(Roles.SUPPLIER, TestPolicies.MAKER);
  private final String wholesaler = Tokens.of(Roles.SUPPLIER, TestPolicies.WHOLESALER, "HOPERAT");
  private final String serial = Documents.unique();

  @Test
  void whatTheOwnerCommissionedIsVerified() {
    commission(maker, "in_progress");
    String correlation = UUID.randomUUID().toString();
    Response answer =
        get(
            wholesaler,
            "application/json",
            pack(LOT, serial)
                + "?exp=280131&linkType=verificationService&context=dscsaSaleableReturn"
                + "&reqGLN=9506000111118&corrUUID="
                + correlation);
    assertEquals(200, answer.statusCode(), answer::asString);
    assertEquals(true, answer.path("data.verified"));
    assertNull(answer.path("data.verificationFailureReason"));
    assertNull(answer.path("data.additionalInfo"));
    assertEquals(TestPolicies.MAKER_GLN, answer.path("responderGLN"));
    assertEquals(correlation, answer.path("corrUUID"));
    assertNotNull(Instant.parse(answer.path("verificationTimestamp")));
  }

  @Test
  void whatIsPrintedOtherwiseHasItsReason() {
    commission(maker, "in_progress");
    assertEquals("No_match_GTIN_Serial_Lot", reason(pack("OTHER", serial) + "?exp=280131"));
    assertEquals("No_match_GTIN_Serial_Expiry", reason(pack(LOT, serial) + "?exp=280130"));
    assertEquals("No_match_GTIN_Serial_Lot_Expiry", reason(pack("OTHER", serial) + "?exp=290131"));
    assertEquals("No_match_GTIN_Serial", reason(pack(LOT, "NOSUCH") + "?exp=280131"));
  }

  @Test
  void onlyTheOwnersOwnEventCommissions() {
    commission(wholesaler, "in_progress");
    assertEquals("No_match_GTIN_Serial", reason(pack(LOT, serial) + "?exp=280131"));
    commission(maker, "in_progress");
    assertEquals(true, verify(pack(LOT, serial) + "?exp=280131").path("data.verified"));
  }

  @Test
  void aCommissioningThatWasDeclaredWrongIsNone() {
    capture(
        maker,
        event("ADD", "commissioning", "in_progress", "2026-01-01T10:00:00Z")
            .replace(
                "\"action\"",
                "\"errorDeclaration\": {\"declarationTime\": \"2026-01-02T10:00:00Z\"}, \"action\""));
    assertEquals("No_match_GTIN_Serial", reason(pack(LOT, serial) + "?exp=280131"));
  }

  @Test
  void withoutLotThereIsNoReason() {
    capture(
        maker,
        """
        {"type": "ObjectEvent", "eventTime": "2026-01-01T10:00:00Z",
         "eventTimeZoneOffset": "+00:00", "epcList": ["%s"], "action": "ADD",
         "bizStep": "commissioning"}
        """
            .formatted(epc()));
    assertEquals("No_reason_provided", reason(pack(LOT, serial) + "?exp=280131"));
  }

  @Test
  void theOwnersNewestDispositionIsAdded() {
    commission(maker, "in_progress");
    capture(maker, event("OBSERVE", "holding", "recalled", "2026-02-01T10:00:00Z"));
    Response recalled = verify(pack(LOT, serial) + "?exp=280131");
    assertEquals(true, recalled.path("data.verified"));
    assertEquals("recalled", recalled.path("data.additionalInfo"));
    capture(maker, event("OBSERVE", "holding", "stolen", "2026-02-02T10:00:00Z"));
    assertEquals(
        "Not_for_distribution",
        verify(pack(LOT, serial) + "?exp=280131").path("data.additionalInfo"));
    capture(wholesaler, event("OBSERVE", "holding", "in_transit", "2026-02-03T10:00:00Z"));
    assertEquals(
        "Not_for_distribution",
        verify(pack(LOT, serial) + "?exp=280131").path("data.additionalInfo"),
        "others' words don't count");
  }

  @Test
  void whoMayNotAskIsToldNoMoreThanOfAGtinThatIsNotVerifiedHere() {
    commission(maker, "in_progress");
    String unknown = "/verify/gtin/04012345000009/lot/L/ser/S?exp=280131";
    for (String token :
        List.of(
            Tokens.of(Roles.SUPPLIER, "stranger-" + Documents.unique(), "HOPERAT"),
            Tokens.of(Roles.SUPPLIER, TestPolicies.WHOLESALER, "TREAT"))) {
      Response hidden = get(token, "application/json", pack(LOT, serial) + "?exp=280131");
      Response none = get(token, "application/json", unknown);
      assertEquals(404, hidden.statusCode());
      assertEquals(404, none.statusCode());
      assertEquals(none.<String>path("detail"), hidden.<String>path("detail"));
      assertEquals(
          404, get(token, "application/json", "/checkConnectivity?gtin=" + GTIN).statusCode());
      assertEquals(404, proof(token, pack(LOT, serial)).statusCode());
      assertEquals(404, proof(token, pack(LOT, serial) + "/saleable-return").statusCode());
    }
    Response connected =
        get(wholesaler, "application/json", "/checkConnectivity?gtin=" + GTIN + "&reqGLN=1");
    assertEquals(TestPolicies.MAKER_GLN, connected.path("responderGLN"));
  }

  @Test
  void whatIsOnNoPackIsRefused() {
    for (String wrong :
        List.of(
            "/verify/gtin/09506000134353/lot/L/ser/S?exp=280131",
            pack(LOT, serial),
            pack(LOT, serial) + "?exp=20280131",
            pack(LOT, serial) + "?exp=280131&linkType=other",
            pack(LOT, serial) + "?exp=280131&context=other",
            pack(LOT, serial) + "?exp=280131&corrUUID=1")) {
      assertEquals(400, get(wholesaler, "application/json", wrong).statusCode(), wrong);
    }
  }

  @Test
  void everyAnswerIsOnRecordBeforeItLeaves() {
    String id = commission(maker, "in_progress");
    verify(pack(LOT, serial) + "?exp=280131");
    reason(pack("OTHER", serial) + "?exp=280131");
    List<String> told = disclosed(id);
    assertEquals(List.of("verified", "No_match_GTIN_Serial_Lot"), told);
  }

  @Test
  void anAnswerCanBeAProof() throws Exception {
    commission(maker, "in_progress");
    byte[] file = file(wholesaler, pack(LOT, serial));
    Verdict verdict = verdict(file);
    assertEquals(Outcome.VALID, verdict.outcome());
    RecordClaim claim = verdict.statement().records().get(0);
    assertFalse(claim.shown().containsKey(claim.schema().indexOf("expiry")), "hidden");
    assertFalse(claim.shown().containsKey(claim.schema().indexOf("eventTime")), "hidden");
    assertEquals(1, verdict.statement().predicates().size());
    assertEquals(409, proof(wholesaler, pack("OTHER", serial)).statusCode());
  }

  @Test
  void aSaleableReturnHoldsAndEachCheatFailsAtItsClaim() throws Exception {
    commission(maker, "in_progress");
    capture(maker, event("OBSERVE", "shipping", "in_transit", "2026-01-02T10:00:00Z"));
    assertEquals(
        409,
        proof(wholesaler, pack(LOT, serial) + "/saleable-return").statusCode(),
        "not received yet");
    capture(wholesaler, event("OBSERVE", "receiving", "in_progress", "2026-01-03T10:00:00Z"));

    byte[] file = file(wholesaler, pack(LOT, serial) + "/saleable-return");
    Verdict verdict = verdict(file);
    List<String> steps = new ArrayList<>();
    check(LOT, serial, "280131", TestPolicies.MAKER, TestPolicies.WHOLESALER, TODAY)
        .check(verdict, step -> steps.add(step.name()));
    assertEquals(
        List.of(
            "commissioned",
            "owner",
            "lot",
            "expiry",
            "not-expired",
            "received",
            "custody",
            "not-recalled"),
        steps);
    for (RecordClaim claim : verdict.statement().records()) {
      assertFalse(claim.shown().containsKey(claim.schema().indexOf("eventTime")), "hidden");
      assertFalse(claim.shown().containsKey(claim.schema().indexOf("document")), "hidden");
    }

    String mine = TestPolicies.WHOLESALER;
    String owner = TestPolicies.MAKER;
    refused("commissioned", verdict, check(LOT, "OTHER", "280131", owner, mine, TODAY));
    refused("owner", verdict, check(LOT, serial, "280131", "somebody-else", mine, TODAY));
    refused("lot", verdict, check("OTHER", serial, "280131", owner, mine, TODAY));
    refused("expiry", verdict, check(LOT, serial, "280201", owner, mine, TODAY));
    refused(
        "not-expired",
        verdict,
        check(LOT, serial, "280131", owner, mine, LocalDate.of(2028, 2, 1)));
    refused("received", verdict, check(LOT, serial, "280131", owner, owner, TODAY));
    refused(
        "received",
        verdict(file(wholesaler, pack(LOT, serial))),
        check(LOT, serial, "280131", owner, mine, TODAY));

    capture(maker, event("OBSERVE", "holding", "recalled", "2026-02-01T10:00:00Z"));
    refused(
        "not-recalled",
        verdict(file(wholesaler, pack(LOT, serial) + "/saleable-return")),
        check(LOT, serial, "280131", owner, mine, TODAY));
  }

  @Test
  void aHiddenLotIsProvedNotToBeAmongTheRecalled() throws Exception {
    PublisherKey key = PublisherKey.random(RANDOM);
    SignedDescriptor good = recalls(key, "others", "VX00A000");
    SignedDescriptor bad = recalls(key, "this", LOT);
    commission(maker, "in_progress");
    capture(wholesaler, event("OBSERVE", "receiving", "in_progress", "2026-01-03T10:00:00Z"));
    Response answer = proof(wholesaler, pack(LOT, serial) + "/saleable-return", good);
    assertEquals(200, answer.statusCode(), answer::asString);
    TrustFile own = roots.file();
    TrustFile trust =
        new TrustFile(
            own.pinned(),
            own.gatewayKeys(),
            own.issuers(),
            own.namings(),
            List.of(new TrustedPublisher("maker", key.publicKey())),
            own.ledgers());
    Verdict verdict =
        new Verifier(trust.trust(), RANDOM)
            .verify(
                answer.asByteArray(),
                Policy.at(Instant.now()).proves(Fact.notIn(0, "lot", good.encode())));
    RecordClaim claim = verdict.statement().records().get(0);
    assertFalse(claim.shown().containsKey(claim.schema().indexOf("lot")), "hidden");
    List<String> details = new ArrayList<>();
    check(LOT, serial, "280131", TestPolicies.MAKER, TestPolicies.WHOLESALER, TODAY)
        .check(verdict, step -> details.add(step.detail()));
    assertTrue(details.get(details.size() - 1).contains("nor by the set"), details.toString());
    refused(
        "lot",
        verdict,
        check("OTHER", serial, "280131", TestPolicies.MAKER, TestPolicies.WHOLESALER, TODAY));
    assertEquals(409, proof(wholesaler, pack(LOT, serial) + "/saleable-return", bad).statusCode());
    Response malformed =
        get(
            wholesaler,
            Presentation.MEDIA_TYPE,
            pack(LOT, serial) + "/saleable-return" + QUERY + "&recalls=AAAA");
    assertEquals(400, malformed.statusCode());
  }

  private SignedDescriptor recalls(PublisherKey key, String id, String lot) throws Exception {
    Path sets = Files.createDirectories(config.data().resolve("sets"));
    Path made = sets.resolve(Documents.unique() + ".tmp");
    long now = Instant.now().toEpochMilli();
    SignedDescriptor descriptor =
        new SetPublisher("maker", key, RANDOM, 1)
            .publish(id, 1, now, now + 3_600_000, SetElements.texts(List.of(lot)), made);
    Files.move(made, sets.resolve(Documents.unique() + ".set"));
    return descriptor;
  }

  private static Response proof(String token, String path, SignedDescriptor recalls) {
    String set = Base64.getUrlEncoder().withoutPadding().encodeToString(recalls.encode());
    return get(token, Presentation.MEDIA_TYPE, path + QUERY + "&recalls=" + set);
  }

  @Test
  void aStepThatMayNotBeShownIsNotLeftOut() {
    commission(maker, "in_progress");
    capture(
        Tokens.of(Roles.SUPPLIER, "stranger-" + Documents.unique()),
        event("OBSERVE", "storing", "recalled", "2026-01-02T10:00:00Z"));
    capture(wholesaler, event("OBSERVE", "receiving", "in_progress", "2026-01-03T10:00:00Z"));
    int status = proof(wholesaler, pack(LOT, serial) + "/saleable-return").statusCode();
    assertTrue(status == 404 || status == 403, "refused, not proved without it: " + status);
  }

  private static SaleableReturnCheck check(
      String lot, String serial, String expiry, String owner, String receiver, LocalDate today) {
    return new SaleableReturnCheck(Pack.of(GTIN, lot, serial, expiry), owner, receiver, today);
  }

  private static void refused(String step, Verdict verdict, SaleableReturnCheck check) {
    RefusedException e =
        assertThrows(RefusedException.class, () -> check.check(verdict, passed -> {}));
    assertEquals(step, e.step());
  }

  private List<String> disclosed(String record) {
    List<String> told = new ArrayList<>();
    for (TagIndex.Hit hit :
        tags.find(Disclosures.schema().id(), List.of("record=" + record), -1, 100)) {
      byte[] value =
          records
              .open(records.find(hit.ref()).orElseThrow())
              .commitment()
              .value(Disclosures.schema().indexOf("proved"));
      told.add(value == null ? "" : new String(value, StandardCharsets.UTF_8));
    }
    return told;
  }

  private String commission(String token, String disposition) {
    return capture(token, event("ADD", "commissioning", disposition, "2026-01-01T10:00:00Z"));
  }

  private String event(String action, String step, String disposition, String time) {
    String ilmd =
        action.equals("ADD")
            ? ", \"ilmd\": {\"cbvmda:lotNumber\": \"VX26B014\","
                + " \"cbvmda:itemExpirationDate\": \"2028-01-31\"}"
            : "";
    return """
        {"type": "ObjectEvent", "eventID": "urn:uuid:%s", "eventTime": "%s",
         "eventTimeZoneOffset": "+00:00", "epcList": ["%s"], "action": "%s", "bizStep": "%s",
         "disposition": "%s"%s}
        """
        .formatted(UUID.randomUUID(), time, epc(), action, step, disposition, ilmd);
  }

  private String epc() {
    return "urn:epc:id:sgtin:9506000.013435." + serial;
  }

  /** The id of the event's record. */
  private static String capture(String token, String event) {
    Response answer = Rest.post(token, "/epcis/capture", Rest.EPCIS, event);
    assertEquals(202, answer.statusCode(), answer::asString);
    return Rest.as(token).get(answer.header("Location")).path("events[0].recordId");
  }

  private static String pack(String lot, String serial) {
    return "/verify/gtin/" + GTIN + "/lot/" + lot + "/ser/" + serial;
  }

  private String reason(String path) {
    Response answer = verify(path);
    assertEquals(false, answer.path("data.verified"));
    return answer.path("data.verificationFailureReason");
  }

  private Response verify(String path) {
    Response answer = get(wholesaler, "application/json", path);
    assertEquals(200, answer.statusCode(), answer::asString);
    return answer;
  }

  private static Response proof(String token, String path) {
    return get(token, Presentation.MEDIA_TYPE, path + QUERY);
  }

  private static byte[] file(String token, String path) {
    Response answer = proof(token, path);
    assertEquals(200, answer.statusCode(), answer::asString);
    return answer.asByteArray();
  }

  private static Response get(String token, String accept, String path) {
    return Rest.as(token).accept(accept).urlEncodingEnabled(false).get(path);
  }

  private Verdict verdict(byte[] file) {
    Verdict verdict =
        new Verifier(roots.file().trust(), RANDOM)
            .verify(file, Policy.at(Instant.now()).audience(AUDIENCE));
    assertEquals(Outcome.VALID, verdict.outcome(), () -> verdict.refusal().toString());
    return verdict;
  }
}
