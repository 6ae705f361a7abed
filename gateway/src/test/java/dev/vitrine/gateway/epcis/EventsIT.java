package dev.vitrine.gateway.epcis;

import static dev.vitrine.gateway.epcis.Trade.EVENTS;
import static dev.vitrine.gateway.epcis.Trade.LIST;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries over HTTP, on a real database. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class EventsIT {
  @Test
  void whatWasSentIsFoundByEachOfItsTagsAndInAllForms() {
    String token = Trade.stranger();
    String serial = Trade.serial();
    String id = Trade.id();
    Trade.capture(
        token,
        Trade.event(
            id,
            serial,
            ", \"readPoint\": {\"id\": \"urn:epc:id:sgln:9506000.00101.7\"}, \"ex:n\": 5"),
        Trade.event(Trade.id(), Trade.serial(), ""));
    for (Map<String, String> query :
        List.of(
            Map.of("EQ_eventID", id),
            Map.of("MATCH_epc", Trade.epc(serial)),
            Map.of("MATCH_anyEPC", "https://example.org/01/09506000134352/21/" + serial),
            Map.of("WD_readPoint", "https://id.gs1.org/414/9506000001012"),
            Map.of(
                "EQ_readPoint", "https://id.gs1.org/414/9506000001012/254/7",
                "EQ_bizStep", "shipping",
                "EQ_action", "ADD|OBSERVE"),
            Map.of(
                "GE_eventTime", "2026-03-01T00:00:00Z",
                "LT_eventTime", "2026-03-02T00:00:00Z",
                "GT_ex:n", "4"))) {
      assertEquals(List.of(id), Trade.ids(token, EVENTS, query), query.toString());
    }
    Rest.as(token)
        .header("GS1-Extensions", "my=https://ns.example.com/epcis/")
        .queryParam("EQ_my:n", "5.0")
        .get(EVENTS)
        .then()
        .statusCode(200)
        .header("GS1-EPCIS-Version", "2.0.0")
        .header("GS1-CBV-Version", "2.0.0")
        .contentType("application/json")
        .body("type", equalTo("EPCISQueryDocument"))
        .body("epcisBody.queryResults.queryName", equalTo("SimpleEventQuery"))
        .body(LIST, hasSize(1))
        .body(LIST + "[0].'@context'[0].ex", equalTo("https://ns.example.com/epcis/"))
        .body(LIST + "[0].recordTime", notNullValue())
        .body(
            LIST + "[0].epcList[0]", equalTo("https://id.gs1.org/01/09506000134352/21/" + serial));
  }

  @Test
  void pagesNeitherRepeatNorLoseWhileOthersArrive() {
    for (String order : List.of("", "ASC", "DESC")) {
      String token = Trade.stranger();
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        String id = Trade.id();
        sent.add(id);
        Trade.capture(token, Trade.event(id, Trade.serial(), ", \"ex:n\": " + (i * 37 % 7)));
      }
      Map<String, String> query =
          order.isEmpty()
              ? Map.of("perPage", "3")
              : Map.of("perPage", "3", "orderBy", "ex:n", "orderDirection", order);
      Response page = Trade.get(token, EVENTS, query);
      List<String> got = new ArrayList<>(page.<List<String>>path(LIST + ".eventID"));
      assertEquals(3, got.size());
      assertNotNull(page.header("GS1-Next-Page-Token-Expires"));
      // one that comes before all others in either order, and one behind
      Trade.capture(
          token,
          Trade.event(Trade.id(), Trade.serial(), ", \"ex:n\": -1"),
          Trade.event(Trade.id(), Trade.serial(), ", \"ex:n\": 99"));
      while (Trade.next(page) != null) {
        page =
            Rest.as(token)
                .urlEncodingEnabled(false)
                .get(java.util.Objects.requireNonNull(Trade.next(page)));
        got.addAll(page.path(LIST + ".eventID"));
      }
      assertEquals(got.size(), got.stream().distinct().count(), "none twice");
      assertTrue(got.containsAll(sent), "none lost");
    }
  }

  @Test
  void aPageTokenIsOfOneCallerAndOneQueryOnly() {
    String token = Trade.stranger();
    Trade.capture(
        token,
        Trade.event(Trade.id(), Trade.serial(), ""),
        Trade.event(Trade.id(), Trade.serial(), ""));
    Response page = Trade.get(token, EVENTS, Map.of("perPage", "1"));
    String next = java.util.Objects.requireNonNull(Trade.next(page));
    String given = next.substring(next.indexOf("nextPageToken=") + "nextPageToken=".length());
    Trade.get(token, EVENTS, Map.of("perPage", "1", "nextPageToken", given)).then().statusCode(200);
    for (Response refused :
        List.of(
            Trade.get(Trade.stranger(), EVENTS, Map.of("perPage", "1", "nextPageToken", given)),
            Trade.get(token, EVENTS, Map.of("EQ_action", "OBSERVE", "nextPageToken", given)),
            Trade.get(
                token,
                EVENTS,
                Map.of(
                    "nextPageToken",
                    given.replace(given.charAt(20), given.charAt(20) == 'A' ? 'B' : 'A'))),
            Trade.get(token, EVENTS, Map.of("nextPageToken", "AAAA")),
            Trade.get(token, EVENTS, Map.of("nextPageToken", "?")))) {
      refused
          .then()
          .statusCode(400)
          .body("type", equalTo("epcisException:QueryParameterException"))
          .body("detail", containsString("nextPageToken"));
    }
  }

  @Test
  void limitsOfTheQueryItself() {
    String token = Trade.stranger();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sent.add(Trade.id());
      Trade.capture(
          token,
          Trade.event(sent.get(i), Trade.serial(), "")
              .replace("2026-03-01", "2026-03-0" + (i + 1)));
    }
    assertEquals(
        List.of(sent.get(4), sent.get(3), sent.get(2)),
        Trade.ids(
            token, EVENTS, Map.of("orderBy", "eventTime", "eventCountLimit", "3", "perPage", "2")));
    assertEquals(sent, Trade.ids(token, EVENTS, Map.of("maxEventCount", "5", "perPage", "2")));
    Trade.get(token, EVENTS, Map.of("maxEventCount", "4"))
        .then()
        .statusCode(413)
        .body("type", equalTo("epcisException:QueryTooLargeException"));
  }

  @Test
  void whatNeedsTooMuchIsRefusedAndWhatDoesNotGivesShorterPages() {
    String token = Trade.stranger();
    String[] events = new String[GatewayResource.MAX_OPENED + 10];
    for (int i = 0; i < events.length; i++) {
      events[i] = Trade.event(Trade.id(), Trade.serial(), ", \"ex:n\": " + i);
    }
    Trade.capture(token, events);
    Trade.get(token, EVENTS, Map.of("orderBy", "eventTime"))
        .then()
        .statusCode(413)
        .body("type", equalTo("epcisException:QueryTooComplexException"));
    Trade.get(token, EVENTS, Map.of("maxEventCount", "100000", "GE_ex:n", "0"))
        .then()
        .statusCode(413);
    Map<String, String> last = Map.of("EQ_ex:n", Integer.toString(events.length - 1));
    Response first = Trade.get(token, EVENTS, last);
    first.then().statusCode(200).body(LIST, hasSize(0));
    assertNotNull(Trade.next(first), "there may be more");
    assertEquals(1, Trade.ids(token, EVENTS, last).size());
  }

  @Test
  void whatIsNotShownCanNotBeFoundByItEither() {
    String serial = Trade.serial();
    String id = Trade.id();
    Trade.capture(
        Trade.supplier(),
        Trade.event(
            id,
            serial,
            ", \"readPoint\": {\"id\": \"urn:epc:id:sgln:9506000.00101." + serial + "\"}"));
    String place = "urn:epc:id:sgln:9506000.00101." + serial;
    String partner = Trade.partner(TestPolicies.SUPPLIER_C);
    // all of it for who may see all of it
    for (String whole : List.of(Trade.supplier(), Trade.partner(TestPolicies.SUPPLIER_D))) {
      assertEquals(List.of(id), Trade.ids(whole, EVENTS, Map.of("MATCH_epc", Trade.epc(serial))));
    }
    // a few members for who may see those
    Trade.get(partner, EVENTS, Map.of("EQ_readPoint", place))
        .then()
        .statusCode(200)
        .body(LIST, hasSize(1))
        .body(LIST + "[0].readPoint.id", equalTo(place))
        .body(LIST + "[0].bizStep", equalTo("shipping"))
        .body(LIST + "[0].eventID", nullValue())
        .body(LIST + "[0].action", nullValue())
        .body(LIST + "[0].epcList", nullValue());
    // and none of the others is an oracle
    for (Map<String, String> query :
        List.of(
            Map.of("MATCH_epc", Trade.epc(serial)),
            Map.of("EQ_eventID", id),
            Map.of("EQ_readPoint", place, "EQ_action", "OBSERVE"),
            Map.of("EQ_readPoint", place, "EQ_eventID", id))) {
      Trade.get(partner, EVENTS, query).then().statusCode(200).body(LIST, hasSize(0));
    }
    Trade.get(partner, EVENTS + "/" + id, Map.of()).then().statusCode(404);
    // nothing for who may see nothing, or for another purpose
    for (String nobody :
        List.of(
            Trade.stranger(),
            Tokens.of(Roles.SUPPLIER, TestPolicies.SUPPLIER_D, "HRESCH"),
            Tokens.of(Roles.HOSPITAL, TestPolicies.SUPPLIER_D, "HOPERAT"),
            Tokens.of(Roles.HOSPITAL, TestPolicies.HOSPITAL_B, "TREAT"))) {
      Trade.get(nobody, EVENTS, Map.of("EQ_readPoint", place))
          .then()
          .statusCode(200)
          .header("Link", nullValue())
          .body(LIST, hasSize(0));
      Trade.get(nobody, EVENTS + "/" + id, Map.of())
          .then()
          .statusCode(404)
          .body("type", equalTo("epcisException:NoSuchResourceException"));
    }
  }

  @Test
  void hiddenEventsTakeNoPlaceOnPages() {
    String serial = Trade.serial();
    String place = "urn:epc:id:sgln:9506000.00101." + serial;
    String more = ", \"readPoint\": {\"id\": \"" + place + "\"}";
    String hidden = Trade.stranger();
    for (int i = 0; i < 3; i++) {
      Trade.capture(hidden, Trade.event(Trade.id(), Trade.serial(), more));
      Trade.capture(Trade.supplier(), Trade.event(Trade.id(), Trade.serial(), more));
    }
    String partner = Trade.partner(TestPolicies.SUPPLIER_C);
    Response page = Trade.get(partner, EVENTS, Map.of("EQ_readPoint", place, "perPage", "3"));
    page.then().statusCode(200).body(LIST, hasSize(3));
    assertNull(Trade.next(page), "no more than those");
    Trade.get(partner, EVENTS, Map.of("EQ_readPoint", place, "maxEventCount", "3"))
        .then()
        .statusCode(200)
        .body(LIST, hasSize(3));
  }

  @Test
  void anElementThatIsNotShownIsNotThere() {
    String id = Trade.id();
    Trade.capture(
        Trade.supplier(),
        Trade.event(id, Trade.serial(), "")
            .replace("\"epcList\": [", "\"epcList\": [\"" + TestPolicies.SHOWN_EPC + "\", "));
    String partner = Trade.partner(TestPolicies.SUPPLIER_B);
    Response found = Trade.get(partner, EVENTS, Map.of("MATCH_epc", TestPolicies.SHOWN_EPC));
    found.then().statusCode(200).body(LIST, not(hasSize(0)));
    assertTrue(found.asString().contains(TestPolicies.SHOWN_EPC));
  }

  @Test
  void eachEventOfAnotherIsADisclosureFirst() {
    String serial = Trade.serial();
    String place = "urn:epc:id:sgln:9506000.00101." + serial;
    String more = ", \"readPoint\": {\"id\": \"" + place + "\"}";
    Trade.capture(
        Trade.supplier(),
        Trade.event(Trade.id(), Trade.serial(), more),
        Trade.event(Trade.id(), Trade.serial(), more));
    long before = size();
    Trade.get(Trade.supplier(), EVENTS, Map.of("EQ_readPoint", place)).then().statusCode(200);
    long own = size();
    assertEquals(before, own, "one's own events are no disclosure");
    Trade.get(Trade.partner(TestPolicies.SUPPLIER_C), EVENTS, Map.of("EQ_readPoint", place))
        .then()
        .body(LIST, hasSize(2));
    assertTrue(size() > own, "logged before it left");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          EQ_color; red; EQ_color
          GE_eventTime; soon; GE_eventTime
          EQ_action; SHIPPED; EQ_action
          perPage; 0; perPage
          perPage; many; perPage
          """)
  void aWrongParameterIsNamed(String name, String value, String named) {
    Trade.get(Trade.stranger(), EVENTS, Map.of(name, value))
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("epcisException:QueryParameterException"))
        .body("detail", containsString(named))
        .body("detail", not(containsString("SHIPPED")));
  }

  @Test
  void versionsAndFormsThatAreNotSpokenAreRefused() {
    String token = Trade.stranger();
    for (String[] header :
        new String[][] {
          {"GS1-EPCIS-Version", "1.2"},
          {"GS1-EPCIS-Min", "2.1"},
          {"GS1-EPCIS-Max", "1.2.0"},
          {"GS1-CBV-Version", "new"},
          {"GS1-EPC-Format", "Sometimes"},
          {"GS1-CBV-XML-Format", "Always_GS1_Digital_Link"},
          {"Accept", "text/plain"}
        }) {
      Rest.as(token)
          .header(header[0], header[1])
          .get(EVENTS)
          .then()
          .statusCode(406)
          .body("type", equalTo("epcisException:NotAcceptableException"));
    }
    Rest.as(token)
        .header("GS1-EPCIS-Version", "2.0")
        .header("GS1-EPCIS-Min", "1.0")
        .header("GS1-CBV-Max", "2.1.0")
        .accept("application/ld+json")
        .get(EVENTS)
        .then()
        .statusCode(200)
        .contentType("application/ld+json");
  }

  @Test
  void oneEventIsTakenInAndReadBack() {
    String token = Trade.stranger();
    String id = Trade.id();
    String event = Trade.event(id, Trade.serial(), "");
    Response created = Rest.post(token, EVENTS, "application/json", event);
    created.then().statusCode(201).header("GS1-EPCIS-Version", "2.0.0");
    Rest.as(token)
        .urlEncodingEnabled(false)
        .get(created.header("Location"))
        .then()
        .statusCode(200)
        .body(LIST + ".eventID", everyItem(equalTo(id)))
        .body(LIST, hasSize(1));
    Rest.post(token, EVENTS, "application/json", event)
        .then()
        .statusCode(409)
        .body("type", equalTo("epcisException:ResourceAlreadyExistsException"));
    Rest.post(token, EVENTS, "text/csv", event).then().statusCode(415);
    Rest.post(token, EVENTS, "application/json", "{}")
        .then()
        .statusCode(400)
        .body("type", equalTo("epcisException:ValidationException"));
  }

  @Test
  void anEventWithoutAnIdHasAnAddressToo() {
    String token = Trade.stranger();
    String event = Trade.event("x:y", Trade.serial(), "").replace("\"eventID\": \"x:y\",", "");
    Response created = Rest.post(token, EVENTS, "application/json", event);
    created.then().statusCode(201);
    String address = created.header("Location");
    assertTrue(address.startsWith(EVENTS + "/urn%3Avitrine%3Arecord%3A"), address);
    Rest.as(token)
        .urlEncodingEnabled(false)
        .get(address)
        .then()
        .statusCode(200)
        .body(LIST, hasSize(1));
    Rest.as(Trade.stranger()).urlEncodingEnabled(false).get(address).then().statusCode(404);
  }

  @Test
  void anAddressOfARecordThatIsNoEventIsNone() {
    String token = Tokens.of(Roles.HOSPITAL, "hospital-" + java.util.UUID.randomUUID());
    String location =
        Rest.post(
                token,
                "/fhir/Patient",
                Rest.FHIR,
                "{\"resourceType\": \"Patient\", \"gender\": \"female\"}")
            .header("Location");
    Matcher record = Pattern.compile("[0-9]+-[0-9]+").matcher(location);
    assertTrue(record.find(), location);
    Trade.get(token, EVENTS + "/urn:vitrine:record:" + record.group(), Map.of())
        .then()
        .statusCode(404)
        .body("type", equalTo("epcisException:NoSuchResourceException"));
  }

  @Test
  void withoutATokenNothingAndNotForEveryRole() {
    io.restassured.RestAssured.given().get(EVENTS).then().statusCode(401);
    Rest.as(Tokens.expired(Roles.SUPPLIER, "supplier-x"))
        .get(EVENTS)
        .then()
        .statusCode(401)
        .body("type", equalTo("epcisException:SecurityException"));
    Rest.as(Tokens.of(Roles.PATIENT, "p"))
        .get(EVENTS)
        .then()
        .statusCode(403)
        .body("type", equalTo("epcisException:SecurityException"));
  }

  /** How many records the log holds, by its own account. */
  private static long size() {
    String metrics = Rest.as(Tokens.of(Roles.OPERATOR, "operator")).get("/q/metrics").asString();
    return metrics
        .lines()
        .filter(line -> line.startsWith("vitrine_records_stored_total"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }
}
