package dev.vitrine.gateway.epcis;

import static dev.vitrine.gateway.epcis.Trade.LIST;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.adapters.gs1.identifier.Identifiers;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Top-level resources and discovery, on a real database. */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class KnownIT {
  @Test
  void theEntryNamesWhatThereIs() {
    Rest.as(Trade.stranger())
        .get("/epcis")
        .then()
        .statusCode(200)
        .body("type", equalTo("Collection"))
        .body("member", hasItems("events", "queries", "capture", "epcs", "bizSteps"));
  }

  @Test
  void everyValueIsListedOnceOverAllPages() {
    String token = Trade.stranger();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String one = Trade.epc(Trade.serial());
      String two = Trade.epc(Trade.serial());
      sent.add(one);
      sent.add(two);
      String event =
          Trade.event(Trade.id(), "x", "")
              .replace("\"" + Trade.epc("x") + "\"", "\"" + one + "\", \"" + two + "\"");
      if (i > 0) {
        // the first again in every event, in its other form
        event =
            event.replace(
                "\"epcList\": [", "\"epcList\": [\"" + Identifiers.canonical(sent.get(0)) + "\", ");
      }
      Trade.capture(token, event);
    }
    assertEquals(sent, values(token, "/epcis/epcs", 3));
    assertEquals(sent, values(token, "/epcis/epcs", 100));
    assertEquals(List.of(), values(Trade.stranger(), "/epcis/epcs", 100));
  }

  @Test
  void standardWordsAreKnownAndThoseOfOnesOwn() {
    String token = Trade.stranger();
    Trade.capture(
        token,
        Trade.event(Trade.id(), Trade.serial(), "").replace("shipping", "https://example.com/wrap"),
        Trade.event(Trade.id(), Trade.serial(), "")
            .replace("shipping", "https://example.com/wrap"));
    List<String> steps = values(token, "/epcis/bizSteps", 7);
    assertEquals(42, steps.size());
    assertEquals("https://example.com/wrap", steps.get(41));
    assertEquals(steps.size(), steps.stream().distinct().count());
    assertEquals(33, values(token, "/epcis/dispositions", 100).size());
    assertEquals(5, values(token, "/epcis/eventTypes", 100).size());
    for (String path :
        List.of("/epcis/bizSteps/shipping", "/epcis/bizSteps/https:%2F%2Fexample.com%2Fwrap")) {
      Rest.as(token)
          .urlEncodingEnabled(false)
          .get(path)
          .then()
          .statusCode(200)
          .body("member", equalTo(List.of("events")));
    }
    Rest.as(token)
        .urlEncodingEnabled(false)
        .get("/epcis/bizSteps/https:%2F%2Fexample.com%2Fwrap/events")
        .then()
        .statusCode(200)
        .body(LIST, hasSize(2));
    Rest.as(token)
        .get("/epcis/bizSteps/shipping/events")
        .then()
        .statusCode(200)
        .body(LIST, hasSize(0));
    Rest.as(token)
        .urlEncodingEnabled(false)
        .get("/epcis/bizSteps/https:%2F%2Fexample.com%2Funwrap")
        .then()
        .statusCode(404);
  }

  @Test
  void whatAPartyMayNotSeeIsOnNoList() {
    String serial = Trade.serial();
    String place = "urn:epc:id:sgln:9506000.00101." + serial;
    String step = "https://example.com/" + serial;
    Trade.capture(
        Trade.supplier(),
        Trade.event(
                Trade.id(),
                serial,
                ", \"readPoint\": {\"id\": \""
                    + place
                    + "\"}, \"bizLocation\": {\"id\": \""
                    + place
                    + "\"}")
            .replace("shipping", step));
    String partner = Trade.partner(TestPolicies.SUPPLIER_C);
    assertEquals(true, all(partner, "/epcis/readPoints").contains(place));
    assertEquals(true, all(partner, "/epcis/bizSteps").contains(step));
    assertEquals(false, all(partner, "/epcis/bizLocations").contains(place));
    assertEquals(false, all(partner, "/epcis/epcs").contains(Trade.epc(serial)));
    Rest.as(partner).get("/epcis/epcs/" + Trade.epc(serial)).then().statusCode(404);
    Rest.as(partner).get("/epcis/bizLocations/" + place).then().statusCode(404);
    Rest.as(partner).get("/epcis/readPoints/" + place).then().statusCode(200);
    Rest.as(partner)
        .get("/epcis/epcs/" + Trade.epc(serial) + "/events")
        .then()
        .statusCode(200)
        .body(LIST, hasSize(0));
    String stranger = Trade.stranger();
    assertEquals(false, all(stranger, "/epcis/readPoints").contains(place));
    Rest.as(stranger).get("/epcis/readPoints/" + place).then().statusCode(404);
  }

  @Test
  void theAddressSaysOneParameterAndTheOthersAreTaken() {
    String token = Trade.stranger();
    String serial = Trade.serial();
    String id = Trade.id();
    Trade.capture(token, Trade.event(id, serial, ""));
    String path = "/epcis/epcs/" + Trade.epc(serial) + "/events";
    assertEquals(List.of(id), Trade.ids(token, path, Map.of("EQ_action", "OBSERVE")));
    assertEquals(List.of(), Trade.ids(token, path, Map.of("EQ_action", "ADD")));
    Trade.get(token, path, Map.of("MATCH_anyEPC", "urn:x:y"))
        .then()
        .statusCode(400)
        .body("type", equalTo("epcisException:QueryParameterException"));
    Trade.get(token, "/epcis/epcs", Map.of("EQ_action", "ADD")).then().statusCode(400);
    Rest.as(token).get("/epcis/colours").then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          /epcis; OPTIONS, GET
          /epcis/capture; OPTIONS, GET, POST
          /epcis/validate; OPTIONS, POST
          /epcis/events; OPTIONS, GET, POST
          /epcis/events/urn:uuid:1; OPTIONS, GET
          /epcis/queries; OPTIONS, GET, POST
          /epcis/queries/q; OPTIONS, GET, DELETE
          /epcis/queries/q/events; OPTIONS, GET
          /epcis/epcs; OPTIONS, GET
          /epcis/bizSteps/shipping; OPTIONS, GET
          /epcis/readPoints/urn:x:y/events; OPTIONS, GET
          """)
  void discovery(String path, String allowed) {
    Response answer = Rest.as(Trade.stranger()).options(path);
    answer
        .then()
        .statusCode(204)
        .header("Allow", equalTo(allowed))
        .header("GS1-EPCIS-Version", equalTo("2.0.0"))
        .header("GS1-EPCIS-Min", equalTo("2.0.0"))
        .header("GS1-EPCIS-Max", equalTo("2.0.0"))
        .header("GS1-CBV-Version", equalTo("2.0.0"))
        .header("GS1-EPC-Format", equalTo("No_Preference"))
        .header("GS1-CBV-XML-Format", equalTo("No_Preference"))
        .header(
            "GS1-EPCIS-Capture-Limit",
            path.endsWith("capture") ? equalTo("20000") : nullValue(String.class));
    io.restassured.RestAssured.given().options(path).then().statusCode(401);
  }

  @Test
  void pageTokensExpireAndAreNotInvalidated() {
    Rest.as(Trade.stranger())
        .delete("/epcis/nextPageToken/abc")
        .then()
        .statusCode(501)
        .body("type", equalTo("epcisException:ImplementationException"));
  }

  private static List<String> all(String token, String path) {
    return values(token, path, 1000);
  }

  private static List<String> values(String token, String path, int perPage) {
    List<String> values = new ArrayList<>();
    Response page = Trade.get(token, path, Map.of("perPage", perPage));
    for (int pages = 0; pages < 100; pages++) {
      assertEquals(200, page.statusCode(), page.asString());
      values.addAll(page.path("member"));
      String next = Trade.next(page);
      if (next == null) {
        return values;
      }
      page =
          Rest.as(token)
              .header("GS1-EPC-Format", Trade.AS_SENT)
              .urlEncodingEnabled(false)
              .get(Objects.requireNonNull(next));
    }
    throw new AssertionError("pages have no end");
  }
}
