package dev.vitrine.gateway.epcis;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How long queries take over many events. Not among the tests that are run: {@code mvn test
 * -Dtest=EventQueryBench -Dvitrine.bench.events=100000 -Dvitrine.test.max-opened=10000}.
 */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class EventQueryBench {
  private static final int EVENTS = Integer.getInteger("vitrine.bench.events", 10_000);
  private static final int DOCUMENT = 1000;
  private static final int ROUNDS = 9;

  @Test
  void queries() {
    long start = System.nanoTime();
    for (int from = 0; from < EVENTS; from += DOCUMENT) {
      String[] events = new String[DOCUMENT];
      for (int i = 0; i < DOCUMENT; i++) {
        events[i] = event(from + i);
      }
      Trade.capture(Trade.supplier(), events);
    }
    System.out.printf("%d events taken in %.1f s%n", EVENTS, (System.nanoTime() - start) / 1e9);
    Map<String, Map<String, ?>> asked = new LinkedHashMap<>();
    asked.put("one by eventID", Map.of("EQ_eventID", "urn:bench:" + EVENTS / 2));
    asked.put("one by EPC", Map.of("MATCH_epc", Trade.epc("B" + EVENTS / 2)));
    asked.put("30 of a business step", Map.of("EQ_bizStep", "shipping"));
    asked.put("1000 of a business step", Map.of("EQ_bizStep", "shipping", "perPage", 1000));
    asked.put(
        "one day of 100, newest first",
        Map.of(
            "GE_eventTime", "2026-02-01T00:00:00Z",
            "LT_eventTime", "2026-02-02T00:00:00Z",
            "orderBy", "eventTime"));
    asked.put(
        "one day of 100 and a place of 50",
        Map.of(
            "GE_eventTime", "2026-02-01T00:00:00Z",
            "LT_eventTime", "2026-02-02T00:00:00Z",
            "EQ_readPoint", "urn:epc:id:sgln:9506000.00101.31"));
    asked.put("nothing by an extension, all read as allowed", Map.of("EQ_ex:n", "-1"));
    asked.put("list of EPCs, 1000", Map.of("perPage", 1000));
    String own = Trade.supplier();
    String partner = Trade.partner(TestPolicies.SUPPLIER_C);
    String nobody = Tokens.of(Roles.SUPPLIER, "nobody", "HOPERAT");
    asked.forEach(
        (what, query) -> {
          String path = what.startsWith("list") ? "/epcis/epcs" : Trade.EVENTS;
          System.out.printf(
              "%-46s own %8.1f ms, partner %8.1f ms, nobody %8.1f ms%n",
              what,
              median(own, path, query),
              median(partner, path, query),
              median(nobody, path, query));
        });
  }

  private static double median(String token, String path, Map<String, ?> query) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      Response answer = Trade.get(token, path, query);
      times.add(System.nanoTime() - start);
      if (answer.statusCode() != 200) {
        System.out.println(answer.statusCode() + " " + answer.asString());
        return Double.NaN;
      }
    }
    Collections.sort(times);
    return times.get(ROUNDS / 2) / 1e6;
  }

  private static String event(int n) {
    String more =
        ", \"readPoint\": {\"id\": \"urn:epc:id:sgln:9506000.00101.%d\"}, \"ex:n\": %d"
            .formatted(n % 50, n);
    Instant day =
        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * (n % 100) + n % 86_400);
    return Trade.event("urn:bench:" + n, "B" + n, more)
        .replace("2026-03-01T08:15:00Z", day.toString());
  }
}
