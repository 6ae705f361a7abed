package dev.vitrine.adapters.gs1.xml;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as EPCIS 2.0 in XML.
 *
 * <p>Guarantees: an event that was read from XML comes out as one that reads as an equal event; of
 * one from JSON the same holds but for what XML can't tell apart (see {@code docs/epcis.md}): words
 * of the standard become URIs, and in extensions numbers and truth values become text, an array of
 * one item is that item, empty arrays are lost. Order is that of the XML Schema. It does not
 * guarantee that the schema accepts an event of which a party sees only some.
 */
public final class XmlWriter {
  private static final String EPCIS = "urn:epcglobal:epcis:xsd:2";
  private static final String QUERY = "urn:epcglobal:epcis-query:xsd:2";

  private XmlWriter() {}

  /**
   * An EPCISDocument.
   *
   * @param creationDate as the document is to have it
   */
  public static byte[] document(List<EpcisEvent> events, String creationDate) {
    XmlOut out = new XmlOut();
    root(out, "epcis:EPCISDocument", "xmlns:epcis", EPCIS, creationDate);
    out.start("EPCISBody");
    eventList(events, out);
    out.end();
    out.end();
    return bytes(out);
  }

  /**
   * An EPCISQueryDocument with the results of a query.
   *
   * @param subscriptionId of the subscription that they answer; null for none
   */
  public static byte[] queryDocument(
      List<EpcisEvent> events,
      String queryName,
      @Nullable String subscriptionId,
      String creationDate) {
    XmlOut out = new XmlOut();
    root(out, "epcisq:EPCISQueryDocument", "xmlns:epcisq", QUERY, creationDate);
    out.start("EPCISBody");
    out.start("epcisq:QueryResults");
    out.element("queryName", queryName);
    if (subscriptionId != null) {
      out.element("subscriptionID", subscriptionId);
    }
    out.start("resultsBody");
    eventList(events, out);
    out.end();
    out.end();
    out.end();
    out.end();
    return bytes(out);
  }

  /** One event by itself. */
  public static byte[] event(EpcisEvent event) {
    XmlOut out = new XmlOut();
    out.declaration();
    new EventXml(event).bare(out);
    return bytes(out);
  }

  private static void root(
      XmlOut out, String name, String prefix, String space, String creationDate) {
    out.declaration();
    out.start(name);
    out.attribute(prefix, space);
    out.attribute("schemaVersion", "2.0");
    out.attribute("creationDate", creationDate);
  }

  private static void eventList(List<EpcisEvent> events, XmlOut out) {
    out.start("EventList");
    events.forEach(event -> new EventXml(event).write(out));
    out.end();
  }

  private static byte[] bytes(XmlOut out) {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
