package dev.vitrine.gateway.disclosure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.TypedRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Disclosures as records of the schema {@code vitrine.disclosure.v1}: committed, sealed and logged
 * the same way as everything else, so that what was shown to whom can't be kept quiet or changed.
 */
final class DisclosureFormat {
  static final String MEDIA_TYPE = "application/vnd.vitrine.disclosure+json";

  static final Schema SCHEMA =
      Schema.of(
          "vitrine.disclosure.v1",
          List.of(
              Slot.integer("at", "at", 48, 0, 0, "ms"),
              Slot.text("kind", "kind"),
              Slot.text("record", "record"),
              Slot.text("recordSchema", "recordSchema"),
              Slot.text("sender", "sender"),
              Slot.text("recipient", "recipient"),
              Slot.text("role", "role"),
              Slot.text("purpose", "purpose"),
              Slot.text("policy", "policy"),
              Slot.text("shown", "shown"),
              Slot.text("proved", "proved"),
              Slot.text("audience", "audience"),
              Slot.text("answer", "answer"),
              Slot.text("consent", "consent"),
              Slot.text("subject", "subject")));

  private static final String PATIENT = "patient=";
  private static final JsonFactory JSON = new JsonFactory();

  private DisclosureFormat() {}

  /** The record of a disclosure. */
  static TypedRecord record(Disclosures.Entry entry, long atMillis) {
    Disclosed disclosed = entry.disclosed();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("kind", disclosed.kind());
    fields.put("record", disclosed.record().map(RecordRef::toString).orElse(""));
    fields.put("recordSchema", disclosed.schema());
    fields.put("sender", disclosed.sender());
    fields.put("recipient", disclosed.caller().party().orElse(disclosed.caller().subject()));
    fields.put("role", String.join(",", disclosed.caller().roles().stream().sorted().toList()));
    fields.put("purpose", disclosed.caller().purpose().map(Enum::name).orElse(""));
    fields.put("policy", disclosed.policyId());
    fields.put("shown", String.join(",", disclosed.shown()));
    fields.put("proved", String.join("; ", disclosed.proved()));
    fields.put("audience", disclosed.audience());
    fields.put("answer", disclosed.answerDigest());
    fields.put("consent", entry.consent());
    fields.put("subject", subject(entry.subjects()));
    byte[] document = document(atMillis, fields);
    TypedRecord.Builder record = TypedRecord.of(SCHEMA, document, MEDIA_TYPE);
    record.integer("at", SCHEMA.slot("at").encode(atMillis));
    fields.forEach(record::text);
    record.list(Schema.LEAVES, elements(document).stream().map(Element::bytes).toList());
    disclosed.record().ifPresent(of -> record.tag("record", of.toString()));
    record.tag("recipient", fields.get("recipient"));
    record.tag("sender", fields.get("sender"));
    for (String subject : entry.subjects()) {
      int equals = subject.indexOf('=');
      record.tag(subject.substring(0, equals), subject.substring(equals + 1));
    }
    return record.build();
  }

  /** References to the patients, spaces between: a reference has none. */
  private static String subject(List<String> subjects) {
    return subjects.stream()
        .filter(subject -> subject.startsWith(PATIENT))
        .map(subject -> subject.substring(PATIENT.length()))
        .collect(Collectors.joining(" "));
  }

  /** Every primitive of a disclosure's document. */
  static List<Element> elements(byte[] document) {
    List<Element> elements = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(document)) {
      while (parser.nextToken() != null) {
        JsonToken token = parser.currentToken();
        if (token.isScalarValue()) {
          elements.add(
              new Element(
                  "/" + Element.token(parser.currentName()),
                  token == JsonToken.VALUE_STRING ? 's' : 'n',
                  parser.getText()));
        }
      }
      return elements;
    } catch (IOException e) {
      throw new UncheckedIOException("a disclosure's document is one flat object", e);
    }
  }

  private static byte[] document(long atMillis, Map<String, String> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("at", atMillis);
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return out.toByteArray();
  }
}
