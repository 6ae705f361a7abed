package dev.vitrine.gateway.epcis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parties that trade, their events, and what they ask. */
final class Trade {
  static final String EVENTS = "/epcis/events";
  static final String LIST = "epcisBody.queryResults.resultsBody.eventList";
  static final String AS_SENT = "Never_Translates";

  private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

  private Trade() {}

  /** The supplier whose events others may see some of. */
  static String supplier() {
    return Tokens.of(Roles.SUPPLIER, TestPolicies.SUPPLIER_A);
  }

  /** A supplier of its own, whom no policy mentions. */
  static String stranger() {
    return Tokens.of(Roles.SUPPLIER, "supplier-" + UUID.randomUUID(), "HOPERAT");
  }

  static String partner(String party) {
    return Tokens.of(Roles.SUPPLIER, party, "HOPERAT");
  }

  /** A serial number that no other test uses. */
  static String serial() {
    return UUID.randomUUID().toString().substring(0, 18);
  }

  static String epc(String serial) {
    return "urn:epc:id:sgtin:9506000.013435." + serial;
  }

  /** An object event; {@code more} are further members with their commas. */
  static String event(String id, String serial, String more) {
    return """
        {"type": "ObjectEvent", "eventID": "%s", "eventTime": "2026-03-01T08:15:00Z",
         "eventTimeZoneOffset": "+00:00", "action": "OBSERVE", "bizStep": "shipping",
         "epcList": ["%s"]%s}
        """
        .formatted(id, epc(serial), more);
  }

  static String id() {
    return "urn:uuid:" + UUID.randomUUID();
  }

  /** A document of events, with prefix {@code ex}. */
  static String document(String... events) {
    return """
        {"@context": ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld",
                      {"ex": "https://ns.example.com/epcis/"}],
         "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-03-01T09:00:00Z",
         "epcisBody": {"eventList": [%s]}}
        """
        .formatted(String.join(",", events));
  }

  static void capture(String token, String... events) {
    Response answer = Rest.post(token, "/epcis/capture", Rest.EPCIS, document(events));
    assertEquals(202, answer.statusCode(), answer.asString());
  }

  static Response get(String token, String path, Map<String, ?> parameters) {
    return Rest.as(token).header("GS1-EPC-Format", AS_SENT).queryParams(parameters).get(path);
  }

  /** The ids of the events that a query finds, over all pages. */
  static List<String> ids(String token, String path, Map<String, ?> parameters) {
    List<String> ids = new ArrayList<>();
    Response page = get(token, path, parameters);
    for (int pages = 0; pages < 100; pages++) {
      assertEquals(200, page.statusCode(), page.asString());
      ids.addAll(page.path(LIST + ".eventID"));
      String next = next(page);
      if (next == null) {
        return ids;
      }
      page = Rest.as(token).header("GS1-EPC-Format", AS_SENT).urlEncodingEnabled(false).get(next);
    }
    throw new AssertionError("pages have no end");
  }

  static @org.jspecify.annotations.Nullable String next(Response page) {
    String link = page.header("Link");
    Matcher matcher = link == null ? null : NEXT.matcher(link);
    return matcher != null && matcher.find() ? matcher.group(1) : null;
  }
}
