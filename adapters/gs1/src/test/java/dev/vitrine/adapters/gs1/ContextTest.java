package dev.vitrine.adapters.gs1;

import static dev.vitrine.adapters.gs1.Reading.event;
import static dev.vitrine.adapters.gs1.Reading.number;
import static dev.vitrine.adapters.gs1.Reading.problems;
import static dev.vitrine.adapters.gs1.Reading.read;
import static dev.vitrine.adapters.gs1.Reading.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Submission;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContextTest {
  private static final String EPCIS =
      "\"https://ref.gs1.org/standards/epcis/epcis-context.jsonld\"";

  /** A record names its schema by this hash: another one is another schema. */
  @Test
  void schemaIsPinned() {
    assertEquals(
        "9a13dbb9fc93d1fa6d9e4850865ee906c6214f2dbe426b399135ca7f4f8454be",
        HexFormat.of().formatHex(EventSchema.SCHEMA.hash()));
  }

  @Test
  void keepsThePrefixesThatAnEventUses() throws InvalidDocumentException {
    String context =
        "[" + EPCIS + ", {\"b\": \"urn:b:\", \"a\": \"https://a.example/\", \"c\": \"urn:c:\"}]";
    List<Submission> read =
        read(
            document(
                context,
                object("\"b:x\": {\"plain\": [{\"a:y\": 1}]}"),
                object("\"d:undeclared\": 1"),
                object("\"cbvmda:fixed\": 1, \"b:x\": 1")));
    assertEquals("{\"a\":\"https://a.example/\",\"b\":\"urn:b:\"}", context(read, 0));
    assertNull(context(read, 1));
    assertEquals("{\"b\":\"urn:b:\"}", context(read, 2));
  }

  @Test
  void keepsThePrefixesOfWordsAndIdentifiers() throws InvalidDocumentException {
    String words =
        object("\"bizStep\": \"s:mixing\", \"disposition\": \"urn:x:y\"")
            .replace("urn:epc:id:sgtin:9506000.013435.A1", "e:1")
            .replace("\"ObjectEvent\"", "\"t:Mixing\"");
    String context = "{\"s\": \"http://s/\", \"e\": \"http://e/\", \"t\": \"http://t/\"}";
    assertEquals(
        "{\"e\":\"http://e/\",\"s\":\"http://s/\",\"t\":\"http://t/\"}",
        context(read(document(context, words)), 0));
  }

  @Test
  void anEventsOwnContextAddsToTheDocuments() throws InvalidDocumentException {
    String event = object("\"a:x\": 1, \"b:x\": 1, \"@context\": [{\"b\": \"urn:own:\"}, {}]");
    String shared = "{\"a\": \"urn:a:\", \"b\": \"urn:b:\"}";
    List<Submission> read = read(document(shared, event, object("\"b:x\": 1")));
    assertEquals("{\"a\":\"urn:a:\",\"b\":\"urn:own:\"}", context(read, 0));
    assertEquals("{\"b\":\"urn:b:\"}", context(read, 1));
    String dropping = object("\"a:x\": 1, \"b:x\": 1, \"@context\": {\"b\": null}");
    assertEquals("{\"a\":\"urn:a:\"}", context(read(document(shared, dropping)), 0));
  }

  @Test
  void aContextMayStandBehindTheEvents() throws InvalidDocumentException {
    String document = document("{\"a\": \"urn:a:\"}", object("\"a:x\": 1")).strip();
    int body = document.indexOf("\"epcisBody\"");
    int start = document.indexOf("\"@context\"");
    String context = document.substring(start, document.indexOf("\"type\""));
    String turned =
        "{"
            + document.substring(body, document.length() - 1)
            + ","
            + context
            + document.substring(start + context.length(), body).strip();
    turned = turned.substring(0, turned.length() - 1) + "}";
    assertEquals("{\"a\":\"urn:a:\"}", context(read(turned), 0));
  }

  @Test
  void aNameSpaceMayHaveAPrefixItself() throws InvalidDocumentException {
    String context = "{\"c\": {\"@id\": \"b:c/\"}, \"b\": \"a:b/\", \"a\": \"https://a/\"}";
    assertEquals(
        "{\"c\":\"https://a/b/c/\"}", context(read(document(context, object("\"c:x\": 1"))), 0));
    String circle = "{\"a\": \"b:b/\", \"b\": \"a:a/\"}";
    assertEquals(
        List.of("context /@context", "context /@context"),
        problems(document(circle, object("\"b:x\": 1"))));
  }

  @Test
  void masterDataIsKnownByItsNameSpace() throws InvalidDocumentException {
    String event =
        Samples.OBJECT_EVENT
            .replace("cbvmda:lotNumber", "m:lotNumber")
            .replace("cbvmda:item", "m:item");
    assertNull(text(event(event), "lot"));
    List<Submission> read = read(document("{\"m\": \"urn:epcglobal:cbv:mda:\"}", event));
    assertEquals("LOT-7", text(read.get(0).record(), "lot"));
    assertEquals(BigDecimal.valueOf(20_969), number(read.get(0).record(), "expiry"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"cbvmda\": \"https://example.com/\"} | /@context/cbvmda",
        "{\"epcis\": \"https://example.com/\"} | /@context/epcis",
        "{\"cbv\": {\"@id\": \"https://example.com/\"}} | /@context/cbv",
        "[{}, {\"gs1\": \"https://example.com/\"}] | /@context/1/gs1",
        "{\"gs1\": null} | /@context/gs1",
        "{\"eventTime\": \"epcis:recordTime\"} | /@context/eventTime",
        "{\"ilmd\": {\"@type\": \"@json\"}} | /@context/ilmd",
        "{\"value\": {\"@id\": \"ext:value\"}} | /@context/value",
        "{\"type\": \"ext:type\"} | /@context/type",
        "{\"urn\": \"https://example.com/\"} | /@context/urn",
        "{\"https\": \"urn:x:\"} | /@context/https",
        "{\"kind\": \"@type\"} | /@context/kind",
        "{\"@vocab\": \"https://example.com/\"} | /@context/@vocab",
        "{\"@import\": \"https://example.com/c.jsonld\"} | /@context/@import",
        "{\"@base\": \"https://example.com/\"} | /@context/@base",
        "{\"ext:a\": \"https://example.com/a\"} | /@context/ext:a",
        "{\"ext\": {\"@id\": \"urn:x:\", \"@context\": {}}} | /@context/ext/@context",
        "{\"ext\": \"no uri\"} | /@context/ext",
      })
  void refusesOtherMeanings(String context, String place) {
    String problem = "context " + place;
    List<String> found = problems(document(context, object("\"ext:a\": 1")));
    assertTrue(found.contains(problem), found::toString);
    String own = object("\"ext:a\": 1, \"@context\": " + context);
    List<String> inEvent = problems(own);
    assertTrue(inEvent.contains(problem), inEvent::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"cbvmda\": \"urn:epcglobal:cbv:mda:\", \"gs1\": \"https://gs1.org/voc/\"}",
        "{\"cbv\": \"https://ref.gs1.org/cbv/\", \"epcis\": \"https://ref.gs1.org/epcis/\"}",
        "{\"action\": \"epcis:action\"}",
        "{\"@version\": 1.1, \"@protected\": true}",
        "{\"ext\": \"urn:x:\", \"ext:a\": {\"@id\": \"ext:a\", \"@type\": \"xsd:integer\"}}",
        "\"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld\"",
        "\"https://gs1.github.io/EPCIS/epcis-context.jsonld\"",
        "\"https://gs1.github.io/EPCIS/cbv-context-bizstep.jsonld\"",
        "{\"x\": \"urn:x:\", \"active\": \"urn:y:\"}",
      })
  void takesWhatChangesNothing(String context) throws InvalidDocumentException {
    assertEquals(1, read(document(context, object("\"ext:a\": 1"))).size());
  }

  @Test
  void anUnknownContextMustNotBeNeeded() throws InvalidDocumentException {
    for (String unknown :
        List.of(
            "https://example.com/context.jsonld",
            "https://ref.gs1.org/standards/epcis/3.0/epcis-context.jsonld",
            "https://ref.gs1.org/standards/epcis/2.x/epcis-context.jsonld",
            "https://ref.gs1.org/standards/epcis/epcis-context.jsonld2")) {
      String context = "[\"" + unknown + "\", {\"a\": \"urn:a:\"}]";
      String plain = object("\"a:x\": 1, \"cbvmda:y\": 1, \"https://full.example/z\": 1");
      assertEquals(1, read(document(context, plain)).size());
      assertEquals(
          List.of("context /epcisBody/eventList/1"),
          problems(document(context, plain, object("\"a:x\": {\"b:y\": 1}"))));
    }
    // without one, an undeclared prefix is taken as it is
    assertEquals(1, read(document(EPCIS, object("\"b:y\": 1"))).size());
  }

  @Test
  void aContextInsideAnEventIsRefused() {
    assertEquals(
        List.of("context "), problems(object("\"a:x\": {\"@context\": {\"a\": \"urn:b:\"}}")));
  }

  @Test
  void boundsPrefixesAndNameSpaces() {
    String many =
        IntStream.rangeClosed(0, EpcisLimits.PREFIXES)
            .mapToObj(i -> "\"p" + i + "\": \"urn:p:\"")
            .collect(Collectors.joining(",", "{", "}"));
    assertEquals(List.of("limit /@context"), problems(document(many, object("\"a:x\": 1"))));
    String space = "urn:" + "x".repeat(EpcisLimits.NAME_CHARS);
    assertEquals(
        List.of("context /@context/a"),
        problems(document("{\"a\": \"" + space + "\"}", object("\"a:x\": 1"))));
    // short names must not multiply long name spaces into every record
    String wide =
        IntStream.range(0, EpcisLimits.PREFIXES)
            .mapToObj(i -> "\"p" + i + "\": \"" + space.substring(4) + ":\"")
            .collect(Collectors.joining(",", "{", "}"))
            .replace(space.substring(4), "urn:" + "x".repeat(1000));
    String using =
        object(
            IntStream.range(0, EpcisLimits.PREFIXES)
                .mapToObj(i -> "\"p" + i + ":a\":1")
                .collect(Collectors.joining(",")));
    String[] events = new String[80];
    Arrays.fill(events, using);
    assertTrue(problems(document(wide, events)).get(0).startsWith("limit /epcisBody/eventList/6"));
  }

  @Test
  void boundsNamesWithTheirNameSpaces() {
    String context = "{\"a\": \"urn:" + "x".repeat(900) + "\"}";
    String names =
        IntStream.range(0, 80_000)
            .mapToObj(i -> "\"a:" + i + "\":1")
            .collect(Collectors.joining(","));
    assertEquals(
        List.of("limit /epcisBody/eventList/0"), problems(document(context, object(names))));
  }

  private static String document(String context, String... events) {
    return Samples.document(events).replace(EPCIS, context);
  }

  private static String object(String members) {
    return """
        {"type": "ObjectEvent", "eventTime": "2026-03-01T08:15:00Z",
         "eventTimeZoneOffset": "+00:00", "action": "OBSERVE",
         "epcList": ["urn:epc:id:sgtin:9506000.013435.A1"], %s}"""
        .formatted(members);
  }

  private static @Nullable String context(List<Submission> read, int index) {
    return text(read.get(index).record(), "context");
  }
}
