package dev.vitrine.gateway.scitt;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.errors.ConciseProblems;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.PgLogStorage;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.cose.CborItem;
import dev.vitrine.ledger.cose.CborItems;
import dev.vitrine.ledger.cose.CoseHeader;
import dev.vitrine.ledger.cose.CoseKey;
import dev.vitrine.ledger.cose.CoseReceiptVerifier;
import dev.vitrine.ledger.cose.CoseSign1;
import dev.vitrine.ledger.cose.SignedStatement;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.verdict.RefusedException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class EntriesIT {
  private static final RestAssuredConfig BYTES =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                  .encodeContentTypeAs("application/cose", ContentType.BINARY)
                  .encodeContentTypeAs(SignedStatement.MEDIA_TYPE, ContentType.BINARY));

  private final String token = Tokens.of(Roles.SUPPLIER, "9506000000013");
  private final NoteSigner issuer = Statements.knownKey();

  @Inject Keys keys;
  @Inject PgLogStorage log;

  @Test
  void aStatementIsRegisteredAndItsReceiptVerifiesOffline() throws Exception {
    SignedStatement statement =
        Statements.statement(issuer, "{\"id\": \"" + UUID.randomUUID() + "\"}");
    Response answer = post(statement.encode());
    assertEquals(201, answer.statusCode(), () -> problem(answer).toString());
    assertEquals("application/cose", answer.contentType());
    String id = HexFormat.of().formatHex(statement.digest());
    assertTrue(answer.header("Location").endsWith("/entries/" + id), answer.header("Location"));
    byte[] receipt = answer.asByteArray();
    var shown = verifier().statement(statement, receipt, step -> {});
    // what stands there is the entry that follows from the statement
    assertArrayEquals(
        statement.entry(),
        log.readEntries(shown.index().orElseThrow(), shown.index().orElseThrow() + 1)
            .get(0)
            .bytes());
    assertEquals(
        statement.subject(), CoseSign1.parse(receipt).protectedHeader().claim(CoseHeader.SUBJECT));

    Response later = get("/entries/" + id);
    assertEquals(200, later.statusCode());
    verifier().statement(statement, later.asByteArray(), step -> {});
    for (int at = 0; at < receipt.length; at += 7) {
      byte[] forged = receipt.clone();
      forged[at] ^= 1;
      try {
        verifier().statement(statement, forged, step -> {});
        // only the checkpoint's label may change, as no quorum is asked for
        assertTrue(
            CoseSign1.parse(forged)
                .unprotectedHeader()
                .get(CborItem.of("tlog-checkpoint"))
                .isEmpty());
      } catch (RefusedException e) {
        assertTrue(e.reason().length() > 3);
      }
    }
    SignedStatement other = Statements.statement(issuer, "{}");
    assertThrows(RefusedException.class, () -> verifier().statement(other, receipt, step -> {}));
  }

  @Test
  void theSameStatementIsOneEntryHoweverOftenAndWithWhicheverReceipts() throws Exception {
    SignedStatement statement = Statements.statement(issuer, UUID.randomUUID().toString());
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Callable<Response>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(() -> post(statement.encode()));
    }
    List<Long> indexes = new ArrayList<>();
    for (Future<Response> done : pool.invokeAll(tasks)) {
      assertEquals(201, done.get().statusCode());
      indexes.add(index(statement, done.get().asByteArray()));
    }
    pool.shutdown();
    assertEquals(1, indexes.stream().distinct().count(), indexes.toString());
    SignedStatement transparent =
        statement.withReceipts(List.of(post(statement.encode()).asByteArray()));
    assertEquals(indexes.get(0), index(statement, post(transparent.encode()).asByteArray()));
    // another signature over the same words is another statement
    SignedStatement again = Statements.statement(issuer, "other words");
    assertNotEquals(indexes.get(0), index(again, post(again.encode()).asByteArray()));
  }

  @Test
  void thePolicyRefusesByName() {
    CoseHeader header = Statements.header(Statements.ISSUER, "subject");
    refused(
        400,
        "Rejected",
        "statement-signature",
        post(Statements.signed(Statements.key(), header, "x").encode()));
    refused(
        400,
        "Rejected",
        "statement-issuer",
        post(
            Statements.signed(issuer, Statements.header("https://unknown.example", "s"), "x")
                .encode()));
    refused(
        400,
        "Rejected",
        "statement-headers",
        post(
            Statements.signed(
                    issuer,
                    CoseHeader.EMPTY.with(
                        CoseHeader.CWT_CLAIMS,
                        CborItem.of(
                            java.util.Map.of(CborItem.of(1), CborItem.of(Statements.ISSUER)))),
                    "x")
                .encode()));
    CoseSign1 good = Statements.signed(issuer, header, "x");
    refused(
        400,
        "Payload Missing",
        "",
        post(
            new CoseSign1(
                    good.protectedBytes(),
                    good.protectedHeader(),
                    good.unprotectedHeader(),
                    Optional.empty(),
                    good.signature())
                .encode()));
    CoseHeader strange = header.with(CoseHeader.ALG, CborItem.of(-47));
    refused(
        400,
        "Bad Signature Algorithm",
        "-47",
        post(
            new CoseSign1(
                    CborItems.encode(CborItem.of(strange.map())),
                    strange,
                    CoseHeader.EMPTY,
                    Optional.of(new byte[1]),
                    new byte[64])
                .encode()));
    refused(400, "Malformed request", "", post(new byte[] {1, 2, 3}));
    refused(400, "Malformed request", "", post(new byte[0]));
    refused(413, "Too large", "65536", post(new byte[(64 << 10) + 1]));
  }

  @Test
  void whoMayNotIsRefusedInScrapisForm() {
    byte[] statement = Statements.statement(issuer, "x").encode();
    Response nobody =
        given().config(BYTES).contentType("application/cose").body(statement).post("/entries");
    // without any token the framework answers, with nothing but the challenge
    assertEquals(401, nobody.statusCode());
    refused(401, "Not authenticated", "", post(Tokens.expired(Roles.SUPPLIER, "a"), statement));
    refused(403, "Forbidden", "", post(Tokens.of(Roles.AUDITOR, "a"), statement));
    refused(403, "Forbidden", "party", post(Tokens.withoutParty(Roles.SUPPLIER), statement));
    Response wrongType =
        given()
            .config(BYTES)
            .auth()
            .oauth2(token)
            .contentType("application/json")
            .body("{}")
            .post("/entries");
    refused(415, "Unsupported Media Type", "", wrongType);
    refused(404, "Not found", "", get("/entries/" + "0".repeat(64)));
    refused(400, "Invalid locator", "", get("/entries/" + "A".repeat(64)));
    refused(400, "Invalid locator", "", get("/entries/x"));
  }

  @Test
  void theKeysOfReceiptsAreThereForAnyone() {
    CoseKey key = CoseKey.ed25519(keys.log().verifier().publicKey());
    Response all = given().accept("application/cbor").get("/.well-known/scitt-keys");
    assertEquals(200, all.statusCode());
    assertEquals("application/cbor", all.contentType());
    assertEquals(CborItem.of(List.of(key.item())), CborItems.parse(all.asByteArray()));
    String kid = Base64.getUrlEncoder().withoutPadding().encodeToString(key.thumbprint());
    Response one = given().accept("application/cbor").get("/.well-known/scitt-keys/" + kid);
    assertEquals(key.item(), CborItems.parse(one.asByteArray()));
    refused(404, "No such key", "", given().get("/.well-known/scitt-keys/x"));
  }

  private long index(SignedStatement statement, byte[] receipt) throws RefusedException {
    return verifier().statement(statement, receipt, step -> {}).index().orElseThrow();
  }

  private CoseReceiptVerifier verifier() {
    return new CoseReceiptVerifier(LogPolicy.of(keys.log().verifier()));
  }

  private Response post(byte[] body) {
    return post(token, body);
  }

  private static Response post(String token, byte[] body) {
    return given()
        .config(BYTES)
        .auth()
        .oauth2(token)
        .accept("application/cose")
        .contentType("application/cose")
        .body(body)
        .post("/entries");
  }

  private Response get(String path) {
    return given().auth().oauth2(token).accept("application/cose").get(path);
  }

  private static void refused(int status, String title, String detail, Response answer) {
    assertEquals(status, answer.statusCode(), title);
    assertEquals(ConciseProblems.MEDIA_TYPE, answer.contentType());
    CoseHeader problem = new CoseHeader(problem(answer));
    assertEquals(Optional.of(title), problem.get(-1).orElseThrow().text());
    assertEquals(Optional.of((long) status), problem.get(-4).orElseThrow().integer());
    String said = problem.get(-2).orElseThrow().text().orElseThrow();
    assertTrue(said.contains(detail), said);
  }

  private static java.util.Map<CborItem, CborItem> problem(Response answer) {
    return CborItems.parse(answer.asByteArray()).pairs().orElseThrow();
  }
}
