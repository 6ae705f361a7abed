package dev.vitrine.gateway.auditevent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.disclosure.Disclosures;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.store.RecordBatches;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.proofs.record.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a disclosure's record says.
 *
 * @param ref the disclosure's record
 * @param schema its schema
 * @param atMillis when it was disclosed
 * @param subjects references to the patients; at least one
 * @param shown names of slots and places of elements
 * @param facts how many facts were proved or refuted
 * @param consents the patients' consents that decided, and how: {@code permit:1042-17}
 */
record DisclosureEntry(
    RecordRef ref,
    Schema schema,
    long atMillis,
    String kind,
    String record,
    String recordSchema,
    String sender,
    String recipient,
    String role,
    String purpose,
    String policy,
    List<String> shown,
    int facts,
    String audience,
    String consents,
    List<String> subjects) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern SPACE = Pattern.compile(" ");
  private static final Pattern SEMICOLON = Pattern.compile("; ");

  /** Of a record; empty where it is none, or is of no patient's data. */
  static Optional<DisclosureEntry> of(RecordBatches.Opened opened) {
    if (!opened.sender().equals(Disclosures.SENDER)
        || !opened.schema().id().equals(Disclosures.schema().id())) {
      return Optional.empty();
    }
    JsonNode told = read(opened.record().document());
    List<String> subjects = split(SPACE, told, "subject");
    if (subjects.isEmpty()
        || text(told, "record").isEmpty()
        || !Policies.isOfPatients(text(told, "recordSchema"))) {
      return Optional.empty();
    }
    return Optional.of(
        new DisclosureEntry(
            opened.ref(),
            opened.schema(),
            told.path("at").longValue(),
            text(told, "kind"),
            text(told, "record"),
            text(told, "recordSchema"),
            text(told, "sender"),
            text(told, "recipient"),
            text(told, "role"),
            text(told, "purpose"),
            text(told, "policy"),
            split(COMMA, told, "shown"),
            split(SEMICOLON, told, "proved").size(),
            text(told, "audience"),
            text(told, "consent"),
            subjects));
  }

  private static JsonNode read(byte[] document) {
    try {
      return JSON.readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException("a disclosure's document is one flat object", e);
    }
  }

  private static String text(JsonNode told, String name) {
    return told.path(name).asText();
  }

  private static List<String> split(Pattern separator, JsonNode told, String name) {
    return separator.splitAsStream(text(told, name)).filter(part -> !part.isEmpty()).toList();
  }
}
