package dev.vitrine.gateway.subscription;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.Database;
import dev.vitrine.gateway.store.SubscriptionStore;
import dev.vitrine.gateway.store.SubscriptionStore.Subscription;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions over HTTP, a real database behind them and a real server that they go to. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class SubscriptionsIT {
  private static final String TOKEN = "13df38d8275b13f05704629e5f1cf3d45d6132d5";
  private static final String LIST = "epcisBody.queryResults.resultsBody.eventList";

  @Inject Deliveries deliveries;
  @Inject Database database;
  @Inject SubscriptionStore store;
  @Inject TagIndex tags;

  private Receiver receiver;
  private String party;
  private String token;

  @BeforeEach
  void start() throws IOException {
    receiver =
        new Receiver(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    party = "supplier-" + UUID.randomUUID();
    token = Tokens.of(Roles.SUPPLIER, party, "HOPERAT");
  }

  @AfterEach
  void stop() {
    // takes its subscriptions along
    Rest.as(token).delete("/epcis/queries/all");
    receiver.close();
  }

  @Test
  void aStreamDeliversSignedWhatIsCaptured() throws InterruptedException {
    String before = capture(1).get(0);
    String id = subscribe(stream());
    List<String> sent = capture(3);
    Receiver.Got got = receiver.next();
    assertEquals(Signature.of(TOKEN, got.body()), got.header("GS1-Signature"));
    JsonPath document = JsonPath.from(new String(got.body(), StandardCharsets.UTF_8));
    assertEquals("EPCISQueryDocument", document.getString("type"));
    assertEquals("all", document.getString("epcisBody.queryResults.queryName"));
    assertEquals(id, document.getString("epcisBody.queryResults.subscriptionID"));
    List<String> received = new ArrayList<>(ids(got));
    while (received.size() < sent.size()) {
      received.addAll(ids(receiver.next()));
    }
    assertEquals(sent, received);
    assertFalse(received.contains(before), "from now on");
    settled(id, "ACTIVE");
    one(id).then().body("lastNotifiedAt", notNullValue()).body("minRecordTime", notNullValue());
  }

  @Test
  void whatAReceiverRefusesComesAgainAndNothingIsSkipped() throws InterruptedException {
    receiver.answer(500, 503, 307, 404);
    String id = subscribe(stream());
    List<String> first = capture(2);
    for (int status : new int[] {500, 503, 307, 404, 200}) {
      Receiver.Got got = receiver.next();
      assertEquals(status, got.answered());
      assertEquals(first, ids(got), "the same until it is taken");
    }
    List<String> second = capture(1);
    assertEquals(second, ids(receiver.next()));
    settled(id, "ACTIVE");
    one(id).then().body("problem", nullValue());
  }

  @Test
  void deliveriesAreCutAndStayInOrder() throws InterruptedException {
    String id = subscribe(stream());
    List<String> sent = capture(20);
    List<String> received = new ArrayList<>();
    while (received.size() < sent.size()) {
      List<String> some = ids(receiver.next());
      assertTrue(some.size() <= 7, "vitrine.subscriptions.max-events");
      received.addAll(some);
    }
    assertEquals(sent, received);
    settled(id, "ACTIVE");
  }

  @Test
  void aReceiverThatWantsLessGetsLess() throws InterruptedException {
    receiver.answer(413, 413);
    subscribe(stream());
    List<String> sent = capture(5);
    List<Integer> sizes = new ArrayList<>();
    List<String> received = new ArrayList<>();
    while (received.size() < sent.size()) {
      Receiver.Got got = receiver.next();
      sizes.add(ids(got).size());
      if (got.answered() == 200) {
        received.addAll(ids(got));
      }
    }
    assertEquals(List.of(5, 3, 1, 1, 1, 1, 1), sizes);
    assertEquals(sent, received);
  }

  @Test
  void aStoppedWorkerGoesOnWhereItStood() throws InterruptedException {
    String id = subscribe(stream());
    List<String> first = capture(2);
    assertEquals(first, ids(receiver.next()));
    settled(id, "ACTIVE");
    deliveries.stop();
    List<String> second;
    try {
      second = capture(2);
      Thread.sleep(600);
      assertEquals(0, receiver.waiting(), "nobody delivers");
    } finally {
      deliveries.start();
    }
    assertEquals(second, ids(receiver.next()));
  }

  @Test
  void oneProcessAtATimeWorksOnASubscription() throws InterruptedException {
    Duration lease = Duration.ofMinutes(1);
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    deliveries.stop();
    try {
      UUID id = UUID.fromString(subscribe(stream()));
      List<String> sent = capture(1);
      Instant now = Instant.now().plusSeconds(1);
      assertEquals(
          Optional.of(id), store.claim(first, now, "", lease).map(Subscription::id), "the first");
      assertEquals(Optional.empty(), store.claim(second, now, "", lease).map(Subscription::id));
      assertFalse(store.advance(id, second, "0:1", now), "who has not claimed it moves nothing");
      // the first one stands still until its claim has run out
      assertTrue(store.renew(id, first, Duration.ZERO));
      assertEquals(
          Optional.of(id),
          store.claim(second, now, "", lease).map(Subscription::id),
          "then another");
      assertFalse(store.renew(id, first, lease), "so it does not deliver");
      assertFalse(store.advance(id, first, "0:1", now), "nor move the cursor");
      store.release(id, first, now.plus(lease), null);
      assertTrue(store.renew(id, second, lease), "nor give away what is another's");
      store.release(id, second, now, null);
      deliveries.start();
      assertEquals(sent, ids(receiver.next()));
    } finally {
      deliveries.stop();
      deliveries.start();
    }
  }

  @Test
  void aScheduleReportsAlsoThatThereIsNothing() throws InterruptedException {
    String id =
        subscribe(
            """
            {"dest": "%s", "schedule": {"second": "*"}, "reportIfEmpty": true}
            """
                .formatted(receiver.url("/in")));
    Receiver.Got got = receiver.next();
    assertEquals(List.of(), ids(got));
    assertEquals(null, got.header("GS1-Signature"), "no token, no signature");
    List<String> sent = capture(1);
    List<String> received = ids(receiver.next());
    while (received.isEmpty()) {
      received = ids(receiver.next());
    }
    assertEquals(sent, received);
    one(id)
        .then()
        .body("schedule.second", equalTo("*"))
        .body("reportIfEmpty", equalTo(true))
        .body("stream", nullValue())
        .body("nextAt", notNullValue());
  }

  @Test
  void whatWasRecordedBeforeIsDeliveredOnDemand() throws InterruptedException {
    List<String> sent = capture(2);
    subscribe(
        """
        {"dest": "%s", "stream": true, "initialRecordTime": "2020-01-01T00:00:00Z"}
        """
            .formatted(receiver.url("/in")));
    assertEquals(sent, ids(receiver.next()));
  }

  @Test
  void eventsOfOthersAreDeliveredAsFarAsTheyMayBeSeen() throws InterruptedException {
    String partner = Tokens.of(Roles.SUPPLIER, TestPolicies.SUPPLIER_C, "HOPERAT");
    String query = "shown-" + UUID.randomUUID();
    name(partner, query);
    // and of whom no policy speaks: nothing
    subscribe(stream());
    try {
      Rest.post(
              partner,
              path(query),
              "application/json",
              "{\"dest\": \"" + receiver.url("/partner") + "\", \"stream\": true}")
          .then()
          .statusCode(201);
      List<String> hidden = new ArrayList<>();
      String record = capture(Tokens.of(Roles.SUPPLIER, TestPolicies.SUPPLIER_A), 1, hidden).get(0);
      Receiver.Got got = receiver.next();
      assertEquals("/partner", got.target());
      String body = new String(got.body(), StandardCharsets.UTF_8);
      assertTrue(body.contains("ObjectEvent"), body);
      assertFalse(body.contains(hidden.get(0)), "the id is not shown to it");
      List<String> own = capture(1);
      assertEquals(own, ids(receiver.next()), "the stranger got its own and nothing else");
      assertEquals(
          1,
          tags.find("vitrine.disclosure.v1", List.of("record=" + record), -1, 10).size(),
          "and it is a disclosure");
    } finally {
      Rest.as(partner).delete("/epcis/queries/" + query);
    }
  }

  @Test
  void aReceiverThatStaysAwayIsGivenUpUntilItIsBack() throws InterruptedException {
    receiver.answerAlways(500);
    String id = subscribe(stream());
    List<String> sent = capture(1);
    settled(id, "SUSPENDED");
    one(id).then().body("problem", equalTo("STATUS_500")).body("failingSince", notNullValue());
    int tried = receiver.waiting();
    assertTrue(tried >= 5, () -> tried + " times");
    Thread.sleep(1000);
    assertEquals(tried, receiver.waiting(), "not any more");
    receiver.answerAlways(204);
    for (int i = 0; i < tried; i++) {
      assertEquals(sent, ids(receiver.next()));
    }
    Rest.as(token).post(path("all") + "/" + id + "/resume").then().statusCode(200);
    assertEquals(sent, ids(receiver.next()), "nothing was lost");
    settled(id, "ACTIVE");
  }

  @Test
  void subscriptionsAreSeenByTheirPartyOnlyAndEndWithTheirQuery() throws InterruptedException {
    String id = subscribe(stream());
    String other = Tokens.of(Roles.SUPPLIER, "supplier-" + UUID.randomUUID(), "HOPERAT");
    String own = path("all") + "/" + id;
    Rest.as(other)
        .get(own)
        .then()
        .statusCode(404)
        .body("type", equalTo("epcisException:NoSuchNameException"));
    name(other, "all");
    for (Response answer :
        List.of(
            Rest.as(other).get(own),
            Rest.as(other).delete(own),
            Rest.as(other).post(own + "/resume"),
            Rest.as(token).get(path("all") + "/none"))) {
      answer
          .then()
          .statusCode(404)
          .body("type", equalTo("epcisException:NoSuchSubscriptionException"));
    }
    Rest.as(other).get(path("all")).then().statusCode(200).body("", hasSize(0));
    Response listed = Rest.as(token).get(path("all"));
    listed.then().statusCode(200).body("subscriptionID", equalTo(List.of(id)));
    assertFalse(listed.asString().contains(TOKEN), "the token is never told");
    Rest.as(token).delete("/epcis/queries/all").then().statusCode(204);
    name(token, "all");
    Rest.as(token).get(own).then().statusCode(404);
    capture(1);
    Thread.sleep(600);
    assertEquals(0, receiver.waiting(), "unsubscribed");
  }

  @Test
  void unsubscribedIsUnsubscribed() throws InterruptedException {
    String id = subscribe(stream());
    Rest.as(token).delete(path("all") + "/" + id).then().statusCode(204);
    Rest.as(token).delete(path("all") + "/" + id).then().statusCode(404);
    capture(1);
    Thread.sleep(600);
    assertEquals(0, receiver.waiting());
  }

  @Test
  void wrongOnesAreRefusedWithTheirNames() {
    subscribe(stream());
    refused(stream(), 409, "DuplicateSubscriptionException");
    refused("{\"dest\": \"https://10.0.0.1/in\", \"stream\": true}", 400, "InvalidURIException");
    refused("{\"dest\": \"http://a.example/\", \"stream\": true}", 400, "InvalidURIException");
    refused(
        "{\"dest\": \"https://a.example/\", \"schedule\": {\"hour\": \"24\"}}",
        400,
        "SubscriptionControlsException");
    refused("{\"dest\": \"https://a.example/\"}", 400, "SubscriptionControlsException");
    refused("{\"stream\": true}", 400, "ValidationException");
    refused("{\"dest\": ", 400, "ValidationException");
    refused("{\"dest\": \"" + "a".repeat(20_000) + "\"}", 413, "CaptureLimitExceededException");
    for (int i = 0; i < 4; i++) {
      subscribe("{\"dest\": \"" + receiver.url("/" + i) + "\", \"stream\": true}");
    }
    refused(
        "{\"dest\": \"" + receiver.url("/more") + "\", \"stream\": true}",
        403,
        "SubscribeNotPermittedException");
    Rest.post(token, path("none"), "application/json", stream())
        .then()
        .statusCode(404)
        .body("type", equalTo("epcisException:NoSuchNameException"));
    Rest.post(token, path("all"), "application/xml", "<a/>").then().statusCode(415);
    Rest.post(Tokens.withoutParty(Roles.SUPPLIER), path("all"), "application/json", stream())
        .then()
        .statusCode(403);
    Rest.as(token)
        .request("OPTIONS", path("all"))
        .then()
        .statusCode(204)
        .header("Allow", containsString("POST"));
  }

  @Test
  void neitherAddressNorTokenIsInTheDatabaseInTheClear() {
    subscribe(stream());
    String rows =
        database
            .pool()
            .preparedQuery("select s::text from subscription s where party = $1")
            .execute(Tuple.of(party))
            .await()
            .indefinitely()
            .iterator()
            .next()
            .getString(0);
    for (String secret : List.of(TOKEN, receiver.url("/in"))) {
      assertFalse(rows.contains(secret), rows);
      assertFalse(rows.contains(hex(secret)), rows);
    }
  }

  private String stream() {
    return "{\"dest\": \"%s\", \"signatureToken\": \"%s\", \"stream\": true}"
        .formatted(receiver.url("/in"), TOKEN);
  }

  /** Names the query if need be, and subscribes; gives the id. */
  private String subscribe(String body) {
    if (Rest.as(token).get("/epcis/queries/all").statusCode() == 404) {
      name(token, "all");
    }
    Response answer = Rest.post(token, path("all"), "application/json", body);
    assertEquals(201, answer.statusCode(), answer.asString());
    String id = answer.path("subscriptionID");
    assertNotNull(id);
    assertEquals(
        path("all") + "/" + id, answer.header("Location").replaceFirst("^.*(?=/epcis)", ""));
    assertFalse(answer.asString().contains(TOKEN));
    return id;
  }

  private static void name(String token, String query) {
    Rest.post(
            token,
            "/epcis/queries",
            "application/json",
            "{\"name\": \"" + query + "\", \"query\": {\"EQ_bizStep\": [\"shipping\"]}}")
        .then()
        .statusCode(201);
  }

  private static String path(String query) {
    return "/epcis/queries/" + query + "/subscriptions";
  }

  private Response one(String id) {
    return Rest.as(token).get(path("all") + "/" + id);
  }

  private void refused(String body, int status, String type) {
    Rest.post(token, path("all"), "application/json", body)
        .then()
        .statusCode(status)
        .body("type", equalTo("epcisException:" + type));
  }

  /** Waits until the subscription is in that state, with nothing under way. */
  private void settled(String id, String state) throws InterruptedException {
    Response last = one(id);
    for (int i = 0; i < 300; i++) {
      last = one(id);
      if (state.equals(last.path("state"))
          && (!state.equals("ACTIVE") || last.path("lastNotifiedAt") != null)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(last.asString());
  }

  /** Captures events; gives their ids. */
  private List<String> capture(int count) {
    List<String> ids = new ArrayList<>();
    List<String> unused = capture(token, count, ids);
    return ids;
  }

  /** Captures events; gives their records. */
  private static List<String> capture(String token, int count, List<String> ids) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "urn:uuid:" + UUID.randomUUID();
      ids.add(id);
      events.add(
          """
          {"type": "ObjectEvent", "eventID": "%s", "eventTime": "2026-03-01T08:15:00Z",
           "eventTimeZoneOffset": "+00:00", "action": "OBSERVE", "bizStep": "shipping",
           "epcList": ["urn:epc:id:sgtin:9506000.013435.%s"]}
          """
              .formatted(id, UUID.randomUUID().toString().substring(0, 18)));
    }
    Response answer =
        Rest.post(
            token,
            "/epcis/capture",
            Rest.EPCIS,
            """
            {"@context": ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld"],
             "type": "EPCISDocument", "schemaVersion": "2.0",
             "creationDate": "2026-03-01T09:00:00Z", "epcisBody": {"eventList": [%s]}}
            """
                .formatted(String.join(",", events)));
    assertEquals(202, answer.statusCode(), answer.asString());
    return Rest.as(token).get(answer.header("Location")).path("events.recordId");
  }

  private static List<String> ids(Receiver.Got got) {
    return JsonPath.from(new String(got.body(), StandardCharsets.UTF_8)).getList(LIST + ".eventID");
  }

  private static String hex(String text) {
    return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
