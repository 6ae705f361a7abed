package dev.vitrine.gateway.epcis;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Purpose;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Named queries over HTTP and as subscriptions run them, on a real database. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class QueriesIT {
  private static final String QUERIES = "/epcis/queries";

  @Inject StandingQueries standing;

  @Test
  void aQueryIsNamedRunAndTakenBack() {
    String token = Trade.stranger();
    String id = Trade.id();
    Trade.capture(
        token,
        Trade.event(id, Trade.serial(), ", \"ex:n\": 1"),
        Trade.event(Trade.id(), Trade.serial(), ""));
    String definition =
        """
        {"name": "mine", "query": {"@context": [{"q": "https://ns.example.com/epcis/"}],
         "eventType": ["ObjectEvent"], "GE_q:n": 1.0}}
        """;
    Response created = Rest.post(token, QUERIES, "application/json", definition);
    created.then().statusCode(201).header("Location", equalTo(QUERIES + "/mine"));
    assertEquals(List.of(id), Trade.ids(token, QUERIES + "/mine/events", Map.of()));
    Trade.get(token, QUERIES + "/mine/events", Map.of())
        .then()
        .body("epcisBody.queryResults.queryName", equalTo("mine"));
    Trade.get(token, QUERIES + "/mine", Map.of())
        .then()
        .statusCode(200)
        .body("name", equalTo("mine"))
        .body("query.eventType[0]", equalTo("ObjectEvent"));
    assertTrue(
        Trade.get(token, QUERIES + "/mine", Map.of()).asString().contains("\"GE_q:n\":1.0"),
        "as it was sent");
    Rest.post(token, QUERIES, "application/json", definition)
        .then()
        .statusCode(409)
        .body("type", equalTo("epcisException:ResourceAlreadyExistsException"));
    // it is nobody else's
    String other = Trade.stranger();
    for (String path : List.of(QUERIES + "/mine", QUERIES + "/mine/events")) {
      Trade.get(other, path, Map.of())
          .then()
          .statusCode(404)
          .body("type", equalTo("epcisException:NoSuchNameException"));
    }
    Rest.as(other).delete(QUERIES + "/mine").then().statusCode(404);
    Trade.get(other, QUERIES, Map.of()).then().statusCode(200).body("", hasSize(0));
    Rest.as(token).delete(QUERIES + "/mine").then().statusCode(204);
    Rest.as(token).delete(QUERIES + "/mine").then().statusCode(404);
    Trade.get(token, QUERIES + "/mine/events", Map.of()).then().statusCode(404);
  }

  @Test
  void namesAreListedPageByPage() {
    String token = Trade.stranger();
    List<String> named = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      named.add("q" + i);
      Rest.post(
              token,
              QUERIES,
              "application/json",
              "{\"name\": \"q" + i + "\", \"query\": {\"EQ_action\": [\"ADD\"]}}")
          .then()
          .statusCode(201);
    }
    Response page = Trade.get(token, QUERIES, Map.of("perPage", "2"));
    List<String> got = new ArrayList<>(page.<List<String>>path("name"));
    while (Trade.next(page) != null) {
      page =
          Rest.as(token)
              .urlEncodingEnabled(false)
              .get(java.util.Objects.requireNonNull(Trade.next(page)));
      got.addAll(page.path("name"));
    }
    assertEquals(named, got);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          {"name": "x", "query": {"EQ_color": ["red"]}}; QueryParameterException; EQ_color
          {"name": "x", "query": {"GE_eventTime": "not-a-date"}}; QueryParameterException; GE_eventTime
          {"name": "x y", "query": {}}; ValidationException; name
          {"name": "x"}; ValidationException; query
          {"query": {}}; ValidationException; name
          {"name": "x", "query": {}, "a": 1}; ValidationException; name
          [1]; ValidationException; query
          {"name": "x",; ValidationException; refused
          """)
  void wrongOnesAreRefused(String body, String type, String says) {
    Rest.post(Trade.stranger(), QUERIES, "application/json", body)
        .then()
        .statusCode(400)
        .body("type", equalTo("epcisException:" + type))
        .body("detail", containsString(says));
  }

  @Test
  void onlyJsonAndOnlyForParties() {
    Rest.post(Trade.stranger(), QUERIES, "application/xml", "<q/>").then().statusCode(415);
    Rest.post(
            Tokens.withoutParty(Roles.SUPPLIER),
            QUERIES,
            "application/json",
            "{\"name\": \"x\", \"query\": {}}")
        .then()
        .statusCode(403);
    Rest.post(
            Trade.stranger(),
            QUERIES,
            "application/json",
            "{\"name\": \"SimpleEventQuery\", \"query\": {}}")
        .then()
        .statusCode(409);
  }

  @Test
  void aRunGoesOnWhereTheLastOneEnded() {
    String party = "supplier-" + UUID.randomUUID();
    String token = Tokens.of(Roles.SUPPLIER, party, "HOPERAT");
    Caller caller = caller(party);
    Trade.capture(token, Trade.event(Trade.id(), Trade.serial(), ""));
    Rest.post(
            token,
            QUERIES,
            "application/json",
            "{\"name\": \"new\", \"query\": {\"EQ_bizStep\": [\"shipping\"],"
                + " \"orderBy\": \"eventTime\"}}")
        .then()
        .statusCode(201);
    String cursor = standing.now();
    StandingQueries.Run nothing = run(caller, cursor);
    assertEquals(0, nothing.events());
    assertFalse(nothing.more());
    String first = Trade.id();
    String second = Trade.id();
    Trade.capture(
        token,
        Trade.event(first, Trade.serial(), ""),
        Trade.event(Trade.id(), Trade.serial(), "").replace("shipping", "receiving"));
    StandingQueries.Run one = run(caller, nothing.next());
    assertEquals(1, one.events());
    String document = new String(one.document(), StandardCharsets.UTF_8);
    assertTrue(document.contains(first), document);
    assertTrue(document.contains("\"subscriptionID\":\"s1\""), document);
    Trade.capture(token, Trade.event(second, Trade.serial(), ""));
    StandingQueries.Run two = run(caller, one.next());
    assertEquals(1, two.events());
    assertTrue(new String(two.document(), StandardCharsets.UTF_8).contains(second));
    assertEquals(0, run(caller, two.next()).events());
    assertEquals(3, run(caller, StandingQueries.beginning()).events());
    assertEquals(1, run(caller, one.next()).events(), "the same again from the same cursor");
    assertThrows(IllegalArgumentException.class, () -> run(caller, "yesterday"));
  }

  @Test
  void aRunStopsAtItsLimitAndLosesNothing() {
    String party = "supplier-" + UUID.randomUUID();
    String token = Tokens.of(Roles.SUPPLIER, party, "HOPERAT");
    String cursor = standing.now();
    String[] events = new String[300];
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < events.length; i++) {
      sent.add(Trade.id());
      events[i] = Trade.event(sent.get(i), Trade.serial(), "");
    }
    Trade.capture(token, events);
    Rest.post(
            token,
            QUERIES,
            "application/json",
            "{\"name\": \"new\", \"query\": {\"EQ_bizStep\": [\"shipping\"]}}")
        .then()
        .statusCode(201);
    List<String> got = new ArrayList<>();
    StandingQueries.Run run = run(caller(party), cursor);
    for (int i = 0; i < 29; i++) {
      assertEquals(10, run.events(), "as many as were asked for");
      assertTrue(run.more());
      got.addAll(ids(run));
      run = run(caller(party), run.next());
    }
    got.addAll(ids(run));
    assertEquals(sent, got, "all of them, each once, in the log's order");
  }

  @Test
  void aRunShowsWhatItsCallerMaySee() {
    String serial = Trade.serial();
    String place = "urn:epc:id:sgln:9506000.00101." + serial;
    String partner = Trade.partner(TestPolicies.SUPPLIER_C);
    String name = "at-" + serial;
    Rest.post(
            partner,
            QUERIES,
            "application/json",
            "{\"name\": \"" + name + "\", \"query\": {\"EQ_readPoint\": [\"" + place + "\"]}}")
        .then()
        .statusCode(201);
    String cursor = standing.now();
    String id = Trade.id();
    Trade.capture(
        Trade.supplier(), Trade.event(id, serial, ", \"readPoint\": {\"id\": \"" + place + "\"}"));
    StandingQueries.Run run =
        standing
            .run(caller(TestPolicies.SUPPLIER_C), name, null, "Never_Translates", cursor, 10)
            .orElseThrow();
    assertEquals(1, run.events());
    String document = new String(run.document(), StandardCharsets.UTF_8);
    assertTrue(document.contains(place), document);
    assertFalse(document.contains(id), "not shown");
    assertEquals(
        Optional.empty(),
        standing.run(caller(TestPolicies.SUPPLIER_C), "none", null, null, cursor, 10));
  }

  private static List<String> ids(StandingQueries.Run run) {
    return JsonPath.from(new String(run.document(), StandardCharsets.UTF_8))
        .getList(Trade.LIST + ".eventID");
  }

  private StandingQueries.Run run(Caller caller, String cursor) {
    return standing.run(caller, "new", "s1", "Never_Translates", cursor, 10).orElseThrow();
  }

  private static Caller caller(String party) {
    return new Caller(
        "test", Optional.of(party), Set.of(Roles.SUPPLIER), Optional.of(Purpose.HOPERAT), Set.of());
  }
}
