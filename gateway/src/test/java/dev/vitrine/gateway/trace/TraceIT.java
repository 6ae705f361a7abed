package dev.vitrine.gateway.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.custody.CanonicalEpc;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the field
class TraceIT {
  @Inject TagIndex tags;

  private final String maker = Tokens.of(Roles.SUPPLIER, TestPolicies.MAKER);
  private final String wholesaler = Tokens.of(Roles.SUPPLIER, TestPolicies.WHOLESALER, "HOPERAT");
  private final String pack = epc();
  private final String box = epc();
  private final String pallet = epc();

  @Test
  void aChildIsInItsParentFromAddToDelete() {
    contain("AggregationEvent", "ADD", box, pack, "2026-01-01T10:00:00Z");
    contain("AggregationEvent", "ADD", pallet, box, "2026-01-02T10:00:00Z");
    contain("AggregationEvent", "DELETE", box, pack, "2026-01-03T10:00:00Z");
    Response up = trace(maker, pack, "?direction=up");
    assertEquals(Set.of(id(pack), id(box), id(pallet)), nodes(up));
    Map<String, Object> first = edge(up, box, pack);
    assertEquals("aggregation", first.get("type"));
    assertEquals("2026-01-01T10:00:00Z", first.get("since"));
    assertEquals("2026-01-03T10:00:00Z", first.get("until"));
    assertNull(edge(up, pallet, box).get("until"));
    assertEquals(
        Set.of(id(pack), id(box), id(pallet)), nodes(trace(maker, pallet, "?direction=down")));
    assertEquals(Set.of(id(pallet)), nodes(trace(maker, pallet, "?direction=up")));
  }

  @Test
  void aDeleteWithoutChildrenEndsAllAndALateEventCountsByItsTime() {
    String other = epc();
    contain("AssociationEvent", "ADD", box, pack, "2026-01-05T10:00:00Z");
    contain("AssociationEvent", "ADD", box, other, "2026-01-05T11:00:00Z");
    capture(
        maker,
        """
        {"type": "AssociationEvent", "eventTime": "2026-01-06T10:00:00Z",
         "eventTimeZoneOffset": "+00:00", "parentID": "%s", "action": "DELETE"}
        """
            .formatted(box));
    // taken last, happened before
    contain("AssociationEvent", "DELETE", box, pack, "2026-01-05T12:00:00Z");
    Response up = trace(maker, pack, "?direction=up");
    assertEquals("2026-01-05T12:00:00Z", edge(up, box, pack).get("until"));
    assertEquals(
        "2026-01-06T10:00:00Z",
        edge(trace(maker, other, "?direction=up"), box, other).get("until"));
  }

  @Test
  void whatAnEventObservesInAParentIsThere() {
    contain("AggregationEvent", "OBSERVE", box, pack, "2026-01-05T10:00:00Z");
    contain("AggregationEvent", "OBSERVE", box, pack, "2026-01-06T10:00:00Z");
    Response up = trace(maker, pack, "?direction=up");
    assertEquals(1, up.<List<Object>>path("edges").size());
    assertEquals("2026-01-05T10:00:00Z", edge(up, box, pack).get("since"));
  }

  @Test
  void inputsAndOutputsBelongTogetherAcrossEventsOfOneTransformation() {
    String input = epc();
    String output = epc();
    String id = "urn:epc:id:gdti:9506000.00003." + Documents.unique().substring(0, 10);
    transform(id, input, "");
    transform(id, "", output);
    transform("", output, pack);
    Response up = trace(maker, pack, "?direction=up");
    assertEquals(Set.of(id(pack), id(output), id(input)), nodes(up));
    assertEquals("transformation", edge(up, input, output).get("type"));
    Response down = trace(maker, input, "?direction=down");
    assertEquals(Set.of(id(pack), id(output), id(input)), nodes(down));
    assertEquals(Set.of(id(input)), nodes(trace(maker, input, "?direction=up")));
  }

  @Test
  void circlesEndAndDepthIsBounded() {
    contain("AggregationEvent", "ADD", box, pack, "2026-01-01T10:00:00Z");
    contain("AggregationEvent", "ADD", pallet, box, "2026-01-01T11:00:00Z");
    contain("AggregationEvent", "ADD", pack, pallet, "2026-01-01T12:00:00Z");
    Response all = trace(maker, pack, "");
    assertEquals(3, nodes(all).size());
    assertEquals(3, all.<List<Object>>path("edges").size());
    assertEquals(false, all.path("cut.depth"));
    Response near = trace(maker, pack, "?direction=up&depth=1");
    assertEquals(Set.of(id(pack), id(box)), nodes(near));
    assertEquals(true, near.path("cut.depth"));
    for (String wrong : List.of("?depth=0", "?depth=21", "?depth=x", "?direction=left")) {
      assertEquals(400, get(maker, pack, wrong).statusCode(), wrong);
    }
  }

  @Test
  void whatMayNotBeSeenIsNotThere() {
    String hidden = epc();
    contain("AggregationEvent", "ADD", box, pack, "2026-01-01T10:00:00Z");
    String stranger = Tokens.of(Roles.SUPPLIER, "stranger-" + Documents.unique(), "HOPERAT");
    capture(stranger, containment("AggregationEvent", "ADD", hidden, box, "2026-01-02T10:00:00Z"));
    Response seen = trace(wholesaler, pack, "");
    assertEquals(Set.of(id(pack), id(box)), nodes(seen));
    assertEquals(404, get(wholesaler, hidden, "").statusCode());
    assertEquals(404, get(stranger, pack, "").statusCode());
    assertEquals(404, get(wholesaler, epc(), "").statusCode());
    assertEquals(Set.of(id(hidden), id(box)), nodes(trace(stranger, box, "")));
  }

  @Test
  void whatIsShownOfOthersIsOnRecord() {
    String record = contain("AggregationEvent", "ADD", box, pack, "2026-01-01T10:00:00Z");
    trace(maker, pack, "");
    assertEquals(0, disclosures(record));
    Response seen = trace(wholesaler, pack, "");
    assertEquals(record, edge(seen, box, pack).get("recordId"));
    assertEquals(1, disclosures(record));
  }

  @Test
  void anEventDeclaredWrongTellsNothing() {
    contain("AggregationEvent", "ADD", box, pack, "2026-01-01T10:00:00Z");
    capture(
        maker,
        containment("AggregationEvent", "ADD", pallet, pack, "2026-01-02T10:00:00Z")
            .replace(
                "\"action\"",
                "\"errorDeclaration\": {\"declarationTime\": \"2026-01-02T10:00:00Z\"}, \"action\""));
    Response up = trace(maker, pack, "?direction=up");
    assertTrue(nodes(up).contains(id(box)));
    assertEquals(2, nodes(up).size());
  }

  private int disclosures(String record) {
    return tags.find("vitrine.disclosure.v1", List.of("record=" + record), -1, 100).size();
  }

  private String contain(String type, String action, String parent, String child, String time) {
    return capture(maker, containment(type, action, parent, child, time));
  }

  private static String containment(
      String type, String action, String parent, String child, String time) {
    return """
        {"type": "%s", "eventID": "urn:uuid:%s", "eventTime": "%s",
         "eventTimeZoneOffset": "+00:00", "parentID": "%s", "childEPCs": ["%s"], "action": "%s",
         "bizStep": "packing"}
        """
        .formatted(type, UUID.randomUUID(), time, parent, child, action);
  }

  private void transform(String id, String input, String output) {
    capture(
        maker,
        """
        {"type": "TransformationEvent", "eventTime": "2026-01-06T10:00:00Z",
         "eventTimeZoneOffset": "+00:00"%s%s%s, "bizStep": "commissioning"}
        """
            .formatted(
                id.isEmpty() ? "" : ", \"transformationID\": \"" + id + "\"",
                input.isEmpty() ? "" : ", \"inputEPCList\": [\"" + input + "\"]",
                output.isEmpty() ? "" : ", \"outputEPCList\": [\"" + output + "\"]"));
  }

  /** The id of the event's record. */
  private static String capture(String token, String event) {
    Response answer = Rest.post(token, "/epcis/capture", Rest.EPCIS, event);
    assertEquals(202, answer.statusCode(), answer::asString);
    return Rest.as(token).get(answer.header("Location")).path("events[0].recordId");
  }

  private static Response trace(String token, String epc, String query) {
    Response answer = get(token, epc, query);
    assertEquals(200, answer.statusCode(), answer::asString);
    return answer;
  }

  private static Response get(String token, String epc, String query) {
    return Rest.as(token)
        .accept("application/json")
        .urlEncodingEnabled(false)
        .get("/trace/" + epc + query);
  }

  private static Set<String> nodes(Response graph) {
    return graph.<List<Map<String, Object>>>path("nodes").stream()
        .map(node -> Objects.toString(node.get("epc")))
        .collect(Collectors.toSet());
  }

  private static Map<String, Object> edge(Response graph, String from, String to) {
    return graph.<List<Map<String, Object>>>path("edges").stream()
        .filter(edge -> id(from).equals(edge.get("from")) && id(to).equals(edge.get("to")))
        .findFirst()
        .orElseThrow();
  }

  private static String id(String epc) {
    return CanonicalEpc.of(epc);
  }

  private static String epc() {
    return "urn:epc:id:sgtin:9506000.013435." + Documents.unique();
  }
}
