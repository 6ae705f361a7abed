package dev.vitrine.adapters.gs1.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.adapters.gs1.SampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published queries, and every parameter that the official schema of queries names. */
class PublishedQueryConformance {
  private static final String QUERIES = "openepcis-test-resources/2.0/EPCIS/JSON/Query/Queries/";
  private static final QueryReader READER = new QueryReader(MasterData.NONE);

  @Test
  void theValidQueryIsRead() throws Exception {
    EventQuery query =
        READER.json(
            Files.readAllBytes(SampleFolder.require().resolve(QUERIES + "SimpleEventQuery.json")));
    assertEquals(100, query.eventCountLimit().orElseThrow());
    assertTrue(query.ordering().isPresent());
    assertEquals(
        List.of("bizLocation", "bizStep", "disposition", "epc", "eventDay", "eventType"),
        query.lookups().stream().map(Lookup::tag).sorted().toList());
  }

  @Test
  void theInvalidQueryIsRefused() throws IOException {
    byte[] query =
        Files.readAllBytes(
            SampleFolder.require().resolve(QUERIES + "Invalid/Query_with_invalid_values.json"));
    assertThrows(QueryParameterException.class, () -> READER.json(query));
  }

  @Test
  void everyParameterOfTheSchemaIsKnown() throws Exception {
    Path schema = SampleFolder.require().resolve("gs1-EPCIS/REST Bindings/query-schema.json");
    JsonNode query =
        new ObjectMapper().readTree(schema.toFile()).path("definitions").path("EPCIS-Query");
    List<String> names = new ArrayList<>();
    query.path("properties").fieldNames().forEachRemaining(names::add);
    assertTrue(names.remove("@context"));
    query
        .path("patternProperties")
        .fieldNames()
        .forEachRemaining(pattern -> names.add(example(pattern)));
    assertTrue(names.size() > 150, () -> names.toString());
    for (String name : names) {
      READER.url(
          name.equals("eventCountLimit")
              ? Map.of(name, List.of("1"), "orderBy", List.of("eventTime"))
              : Map.of(name, List.of(value(name))),
          Map.of());
    }
  }

  /** A name that a pattern of the schema means; its backslashes are escaped once too often. */
  private static String example(String pattern) {
    String name = pattern.replace("\\", "");
    if (name.startsWith("^EQ_ATTR_")) {
      return "EQ_ATTR_readPoint_cbvmda:site";
    }
    return name.substring(1, name.length() - 1)
        .replaceFirst("\\[a-z]\\[a-zA-Z0-9]\\*:w\\+", "ex:field")
        .replaceFirst("bizTransaction_\\[.*", "bizTransaction_po")
        .replaceFirst("(source|destination)_\\[.*", "$1_owning_party")
        .replaceFirst("\\[A-Z0-9]\\{2,4}", "CEL");
  }

  private static String value(String name) {
    if (name.endsWith("Time") || name.endsWith("_time")) {
      return "2026-03-01T00:00:00Z";
    }
    return switch (name) {
      case "eventType" -> "ObjectEvent";
      case "EQ_action" -> "ADD";
      case "EQ_bizStep" -> "shipping";
      case "EQ_disposition", "EQ_persistentDisposition_set", "EQ_persistentDisposition_unset" ->
          "in_transit";
      case "EQ_errorReason" -> "did_not_occur";
      case "EQ_type" -> "Temperature";
      case "orderBy" -> "eventTime";
      case "orderDirection" -> "ASC";
      default -> "1";
    };
  }
}
