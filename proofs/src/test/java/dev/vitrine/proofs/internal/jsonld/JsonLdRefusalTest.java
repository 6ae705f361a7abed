package dev.vitrine.proofs.internal.jsonld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents of which a signature would not cover all, or that cost too much. */
class JsonLdRefusalTest {
  private static final String CONTEXT =
      "\"@context\":[\"https://www.w3.org/ns/credentials/v2\",{\"@vocab\":\"urn:x:\"}]";
  private static final String WITHOUT_VOCABULARY =
      "\"@context\":\"https://www.w3.org/ns/credentials/v2\"";

  private final Contexts contexts = Contexts.bundled();

  @Test
  void whatRdfWouldDropIsRefused() throws Exception {
    assertEquals(2, lines("\"a\":\"1\",\"b\":\"2\"").size());
    for (String dropped :
        List.of(
            "\"a\":null",
            "\"a\":[]",
            "\"a\":[[\"1\"]]",
            "\"a\":{\"b\":\"1\",\"@context\":{\"b\":\"urn:y\"}}",
            "\"a\":{\"@value\":\"1\",\"@index\":\"2\"}",
            "\"a\":{\"@value\":\"1\",\"@direction\":\"ltr\"}",
            "\"a\":{\"b\":\"1\",\"@index\":\"2\"}",
            "\"a\":{\"@reverse\":{\"b\":{\"@id\":\"urn:y\"}}}",
            "\"@included\":{\"b\":\"1\"}",
            "\"a\":\"1\",\"id\":\"relative\"",
            "\"a\":\"1\",\"id\":\"_:b1\"",
            "\"a\":\"1\",\"id\":\"urn:bnid:b0\"")) {
      assertThrows(JsonLdException.class, () -> lines(dropped), dropped);
    }
    JsonObject undefined =
        StrictJson.object("{" + WITHOUT_VOCABULARY + ",\"id\":\"urn:y\",\"undefined\":\"1\"}");
    assertThrows(JsonLdException.class, () -> CanonicalDocument.lines(undefined, contexts));
    JsonObject type =
        StrictJson.object("{" + WITHOUT_VOCABULARY + ",\"id\":\"urn:y\",\"type\":\"Undefined\"}");
    assertThrows(JsonLdException.class, () -> CanonicalDocument.lines(type, contexts));
  }

  @Test
  void noContextIsFetched() throws Exception {
    JsonObject remote =
        StrictJson.object("{\"@context\":\"http://127.0.0.1:9/context\",\"a\":\"1\"}");
    JsonLdException refused =
        assertThrows(JsonLdException.class, () -> CanonicalDocument.lines(remote, contexts));
    assertFalse(refused.reason().contains("127.0.0.1"));
    JsonObject imported =
        StrictJson.object(
            "{\"@context\":{\"@version\":1.1,\"@import\":\"http://127.0.0.1:9/\"},\"a\":\"1\"}");
    assertThrows(JsonLdException.class, () -> CanonicalDocument.lines(imported, contexts));
  }

  @Test
  void aPoisonedGraphIsGivenUpOn() throws Exception {
    // two nodes of many, all of which look the same: exact canonicalization tries every order
    String node = "{\"n\":[" + "{},".repeat(15) + "{}]}";
    JsonObject poisoned = StrictJson.object("{" + CONTEXT + ",\"m\":[" + node + "," + node + "]}");
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThrows(JsonLdException.class, () -> CanonicalDocument.lines(poisoned, contexts)));
  }

  @Test
  void numbersThatAreCostlyToExpandAreRefused() throws Exception {
    assertEquals(1, lines("\"a\":-1.5e300").size());
    for (String number : List.of("1e400000000", "1E+4000", "1e-4000", "1".repeat(100))) {
      assertThrows(JsonLdException.class, () -> lines("\"a\":" + number), number);
    }
  }

  @Test
  void labelMapsNameExactlyTheBlankNodes() throws Exception {
    JsonObject document = StrictJson.object("{" + CONTEXT + ",\"a\":\"1\"}");
    assertEquals(
        List.of("_:b7 <urn:x:a> \"1\" .\n"),
        CanonicalDocument.lines(document, contexts, Map.of("c14n0", "b7")));
    for (Map<String, String> wrong :
        List.of(
            Map.<String, String>of(),
            Map.of("c14n1", "b7"),
            Map.of("c14n0", "b0", "c14n1", "b1"))) {
      assertThrows(JsonLdException.class, () -> CanonicalDocument.lines(document, contexts, wrong));
    }
  }

  @Test
  void pointersSelectWhatTheyPointAt() throws Exception {
    JsonObject document =
        StrictJson.object("{" + CONTEXT + ",\"a~/b\":{\"c\":[\"1\",\"2\"],\"d\":\"3\"}}");
    assertEquals(
        StrictJson.object("{" + CONTEXT + ",\"a~/b\":{\"c\":[\"2\"]}}"),
        Selection.select(document, List.of("/a~0~1b/c/1")));
    assertEquals(document, Selection.select(document, List.of("")));
    for (String wrong : List.of("a", "/x", "/a~0~1b/c/2", "/a~0~1b/c/01", "/a~0~1b/c/-", "/a~2b")) {
      assertThrows(JsonLdException.class, () -> Selection.select(document, List.of(wrong)), wrong);
    }
  }

  private List<String> lines(String members) throws JsonLdException {
    return CanonicalDocument.lines(
        StrictJson.object("{" + CONTEXT + "," + members + "}"), contexts);
  }
}
