package dev.vitrine.adapters.gs1;

import dev.vitrine.adapters.gs1.event.DocumentReader;
import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.adapters.gs1.event.JsonEvents;
import dev.vitrine.adapters.gs1.event.Sender;
import dev.vitrine.adapters.gs1.event.SensorSchema;
import dev.vitrine.adapters.gs1.event.Slices;
import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.adapters.gs1.json.LeafList;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.profile.Profile;
import dev.vitrine.adapters.gs1.xml.XmlEvents;
import dev.vitrine.adapters.gs1.xml.XmlReader;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.RecordFormat;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * EPCIS 2.0 in JSON, JSON-LD and XML, and 1.x in XML: one submission for each event, with a part
 * for each of its sensor reports. Reads EPCISDocument, EPCISQueryDocument and bare events. No
 * state, safe for many threads; bounds are in {@link EpcisLimits}.
 */
public final class EpcisFormat implements RecordFormat {
  private final Function<String, List<Profile>> profiles;

  /** Reads by EPCIS's own rules alone. */
  public EpcisFormat() {
    this(party -> List.of());
  }

  /**
   * Reads by EPCIS's rules and by profiles.
   *
   * @param profiles those of a party; must give the same for ever
   */
  public EpcisFormat(Function<String, List<Profile>> profiles) {
    this.profiles = profiles;
  }

  @Override
  public List<Schema> schemas() {
    return List.of(EventSchema.SCHEMA, SensorSchema.SCHEMA);
  }

  @Override
  public boolean accepts(String mediaType) {
    return isXml(mediaType)
        || switch (mediaType) {
          case "application/json", "application/ld+json", "application/vnd.gs1.epcis+json" -> true;
          default -> false;
        };
  }

  @Override
  public List<Submission> read(byte[] body, String mediaType, String party)
      throws InvalidDocumentException {
    if (!accepts(mediaType)) {
      throw new InvalidDocumentException(
          "media-type",
          "",
          "Only EPCIS in JSON, JSON-LD or XML is read here.",
          "Send application/json, application/ld+json or application/xml.");
    }
    return isXml(mediaType)
        ? XmlReader.read(body, sender(party))
        : DocumentReader.read(body, Slices.same(body), mediaType, sender(party));
  }

  /**
   * The events of a document one by one; empty where it is no document with a list of events, or
   * something is wrong that no event alone is to blame for.
   *
   * @throws IllegalArgumentException if the media type is not accepted
   */
  public Optional<DocumentEvents> events(byte[] document, String mediaType, String party) {
    if (!accepts(mediaType)) {
      throw new IllegalArgumentException("not a media type that is read here");
    }
    return isXml(mediaType)
        ? XmlEvents.of(document, sender(party)).map(events -> events)
        : JsonEvents.of(document, Slices.same(document), sender(party)).map(events -> events);
  }

  /**
   * The event that a record was made of.
   *
   * @param document as the record has it: one event's bytes
   * @param mediaType as the record has it
   * @param prefixes name spaces of prefixes that the event's names use, but its document leaves to
   *     the one it was taken from
   * @throws IllegalArgumentException if it is not what {@link #read} made a record of
   */
  public EpcisEvent event(byte[] document, String mediaType, Map<String, String> prefixes) {
    try {
      return EpcisEvent.read(json(document, mediaType), prefixes);
    } catch (InvalidDocumentException e) {
      throw new IllegalArgumentException("not a document that was read here", e);
    }
  }

  @Override
  public List<Element> elements(byte[] document, String mediaType) {
    try (JsonCursor cursor = JsonCursor.open(json(document, mediaType), new Problems())) {
      LeafList leaves = cursor.startLeaves();
      cursor.takeAny();
      List<Element> elements = new ArrayList<>(leaves.size());
      for (byte[] leaf : leaves.all()) {
        elements.add(Element.of(leaf).orElseThrow());
      }
      return elements;
    } catch (InvalidDocumentException e) {
      throw new IllegalArgumentException("not a document that was read here", e);
    }
  }

  private Sender sender(String party) {
    return new Sender(party, profiles.apply(party));
  }

  private static byte[] json(byte[] document, String mediaType) throws InvalidDocumentException {
    return isXml(mediaType) ? XmlReader.json(document) : document;
  }

  private static boolean isXml(String mediaType) {
    return mediaType.equals("application/xml") || mediaType.equals("text/xml");
  }
}
