package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.identifier.GcpLengths;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.model.ValueWriter;
import dev.vitrine.adapters.gs1.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers as EPCIS documents, in JSON-LD or in XML. */
final class QueryDocument {
  static final String CONTEXT = "https://ref.gs1.org/standards/epcis/epcis-context.jsonld";

  /** The type in XML, where each event needs one, of an event whose type is not shown. */
  private static final Value NO_TYPE = new Value.Text("urn:vitrine:epcis:Event");

  private QueryDocument() {}

  /** An {@code EPCISQueryDocument} in what was asked for. */
  static byte[] of(
      String queryName,
      List<SeenEvent> events,
      Negotiation negotiation,
      GcpLengths lengths,
      Instant now) {
    if (!negotiation.xml()) {
      return of(queryName, null, events, negotiation.form(), lengths, now);
    }
    List<EpcisEvent> written =
        events.stream().map(event -> xmlEvent(event, negotiation, lengths)).toList();
    return XmlWriter.queryDocument(written, queryName, null, now.toString());
  }

  /**
   * An {@code EPCISQueryDocument} in JSON-LD.
   *
   * @param queryName the query's name
   * @param subscription the subscription that it answers; null for none
   */
  static byte[] of(
      String queryName,
      @Nullable String subscription,
      List<SeenEvent> events,
      IdentifierForm form,
      GcpLengths lengths,
      Instant now) {
    Map<String, Value> results = new LinkedHashMap<>();
    if (subscription != null) {
      results.put("subscriptionID", new Value.Text(subscription));
    }
    results.put("queryName", new Value.Text(queryName));
    results.put(
        "resultsBody",
        object(
            "eventList",
            new Value.Items(
                events.stream().<Value>map(event -> event(event, form, lengths)).toList())));
    Map<String, Value> document = new LinkedHashMap<>();
    document.put("@context", new Value.Items(List.of(new Value.Text(CONTEXT))));
    document.put("type", new Value.Text("EPCISQueryDocument"));
    document.put("schemaVersion", new Value.Text("2.0"));
    document.put("creationDate", new Value.Text(now.toString()));
    document.put("epcisBody", object("queryResults", new Value.Members(results)));
    return bytes(new Value.Members(document));
  }

  /** A {@code Collection} of texts. */
  static byte[] collection(List<String> members) {
    Map<String, Value> collection = new LinkedHashMap<>();
    collection.put("@context", new Value.Text(CONTEXT));
    collection.put("type", new Value.Text("Collection"));
    collection.put(
        "member", new Value.Items(members.stream().<Value>map(Value.Text::new).toList()));
    return bytes(new Value.Members(collection));
  }

  /**
   * An event, with its own prefixes, since others in the answer may mean something else by them,
   * and with the time it was recorded here.
   */
  private static Value.Members event(SeenEvent seen, IdentifierForm form, GcpLengths lengths) {
    EpcisEvent event = seen.event().event();
    Map<String, Value> out = new LinkedHashMap<>();
    if (!event.prefixes().isEmpty()) {
      Map<String, Value> prefixes = new TreeMap<>();
      event.prefixes().forEach((prefix, space) -> prefixes.put(prefix, new Value.Text(space)));
      out.put("@context", new Value.Items(List.of(new Value.Members(prefixes))));
    }
    out.putAll(WordForm.SHORT.of(form.of(event.tree(), lengths)).members());
    out.put("recordTime", new Value.Text(seen.event().recordTime().toString()));
    return new Value.Members(out);
  }

  /**
   * The same for XML. What is not shown is left out there too, even where the XML Schema asks for
   * it: nothing is made up to please it.
   */
  private static EpcisEvent xmlEvent(SeenEvent seen, Negotiation negotiation, GcpLengths lengths) {
    EpcisEvent event = seen.event().event();
    Value.Members tree = negotiation.words().of(negotiation.form().of(event.tree(), lengths));
    Map<String, Value> out = new LinkedHashMap<>(tree.members());
    out.put("recordTime", new Value.Text(seen.event().recordTime().toString()));
    out.putIfAbsent("type", NO_TYPE);
    return EpcisEvent.of(new Value.Members(out), event.prefixes());
  }

  private static Value.Members object(String name, Value value) {
    return new Value.Members(Map.of(name, value));
  }

  static byte[] bytes(Value value) {
    return ValueWriter.write(value).getBytes(StandardCharsets.UTF_8);
  }
}
