package dev.vitrine.adapters.gs1.event;

import static dev.vitrine.adapters.gs1.event.EventSchema.SCHEMA;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.hash.EventHash;
import dev.vitrine.adapters.gs1.identifier.Identifiers;
import dev.vitrine.adapters.gs1.query.Lookup;
import dev.vitrine.adapters.gs1.time.Timestamps;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a checked event into its record and those of its sensor reports. */
final class EventRecords {
  private static final List<String> PARTY_TYPES = List.of("owning_party", "possessing_party");

  private static final long DAY_MILLIS = 86_400_000;

  private static final Set<EventField> INSTANCES =
      EnumSet.of(EventField.EPC_LIST, EventField.CHILD_EPCS, EventField.OUTPUT_EPC_LIST);

  private final EventDraft draft;
  private final String mediaType;
  private final String party;
  private final TypedRecord.Builder record;

  EventRecords(EventDraft draft, byte[] document, String mediaType, String party) {
    this.draft = draft;
    this.mediaType = mediaType;
    this.party = party;
    this.record = TypedRecord.of(SCHEMA, document, mediaType);
  }

  Submission build(Slices slices, List<byte[]> leaves) {
    TradeItems items = new TradeItems(draft);
    what(items);
    when();
    where();
    temperatures();
    record.text(EventSchema.CAPTURING_PARTY, party);
    record.text(EventSchema.CONTEXT, draft.usedContext);
    record.list(EventSchema.ILMD, draft.ilmd).list(EventSchema.EXTENSIONS, draft.extensions);
    record.list(Schema.LEAVES, leaves);
    tags(items);
    hash();
    TypedRecord event = record.build();
    List<TypedRecord> parts = new ArrayList<>(draft.sensors.size());
    for (SensorDraft report : draft.sensors) {
      parts.add(SensorRecords.build(report, event, slices, mediaType, draft.eventId));
    }
    return new Submission(event, parts);
  }

  private void what(TradeItems items) {
    record
        .text(EventSchema.EVENT_TYPE, draft.typeName)
        .text(EventSchema.ACTION, draft.action)
        .text(EventSchema.BIZ_STEP, draft.bizStep)
        .text(EventSchema.DISPOSITION, draft.disposition)
        .text(EventSchema.EVENT_ID, draft.eventId)
        .text(EventSchema.PARENT, draft.parent)
        .text(EventSchema.TRANSFORMATION, draft.transformation)
        .text(EventSchema.GTIN, items.gtin())
        .text(EventSchema.LOT, items.lot())
        .text(EventSchema.EPC, instance());
    if (draft.has(EventField.ERROR_DECLARATION)) {
      record.text(EventSchema.ERROR, draft.errorReason == null ? "unspecified" : draft.errorReason);
    }
    if (items.expiry() != Timestamps.MALFORMED) {
      record.integer(EventSchema.EXPIRY, SCHEMA.slot(EventSchema.EXPIRY).encode(items.expiry()));
    }
    if (draft.quantities.size() == 1) {
      EventDraft.Quantity quantity = draft.quantities.get(0);
      put(EventSchema.QUANTITY, Numbers.of(quantity.amount()));
      record.text(EventSchema.UOM, quantity.uom());
    }
    record.list(EventSchema.EPCS, identifiers());
    record.list(EventSchema.BIZ_TRANSACTIONS, bizTransactions());
  }

  private void when() {
    time(EventSchema.EVENT_TIME, draft.eventTime);
    time(EventSchema.RECORD_TIME, draft.recordTime);
    time(EventSchema.ERROR_TIME, draft.errorTime);
    record.integer(
        EventSchema.ZONE_OFFSET, SCHEMA.slot(EventSchema.ZONE_OFFSET).encode(draft.zoneOffset));
  }

  private void where() {
    record
        .text(EventSchema.READ_POINT, draft.readPoint)
        .text(EventSchema.BIZ_LOCATION, draft.bizLocation);
    party(draft.sources, EventSchema.SOURCE_PARTY, EventSchema.SOURCE_PARTY_TYPE);
    party(draft.destinations, EventSchema.DESTINATION_PARTY, EventSchema.DESTINATION_PARTY_TYPE);
  }

  /** The first owning party; if there is none, the first possessing party. */
  private void party(List<EventDraft.Typed> parties, String slot, String typeSlot) {
    for (String wanted : PARTY_TYPES) {
      for (EventDraft.Typed candidate : parties) {
        if (wanted.equals(candidate.type())) {
          record.text(slot, candidate.id()).text(typeSlot, wanted);
          return;
        }
      }
    }
  }

  private void temperatures() {
    if (draft.sensors.isEmpty()) {
      return;
    }
    TemperatureSpan span = TemperatureSpan.of(draft.sensors);
    put(EventSchema.LOWEST_TEMPERATURE, span.lowest());
    put(EventSchema.HIGHEST_TEMPERATURE, span.highest());
    time(EventSchema.TEMPERATURE_START, span.start());
    time(EventSchema.TEMPERATURE_END, span.end());
  }

  /** The only instance that the event is about, or null where there is none or are several. */
  private @Nullable String instance() {
    String only = null;
    for (EventDraft.Identifier identifier : draft.identifiers) {
      if (INSTANCES.contains(identifier.role()) && !identifier.text().equals(only)) {
        if (only != null) {
          return null;
        }
        only = identifier.text();
      }
    }
    return only;
  }

  private List<byte[]> identifiers() {
    List<byte[]> out = new ArrayList<>(draft.identifiers.size());
    for (EventDraft.Identifier identifier : draft.identifiers) {
      if (identifier.role() != EventField.PARENT_ID) {
        out.add(element(identifier.role().member(), identifier.text()));
      }
    }
    return out;
  }

  private List<byte[]> bizTransactions() {
    List<byte[]> out = new ArrayList<>(draft.bizTransactions.size());
    for (EventDraft.Typed transaction : draft.bizTransactions) {
      String type = transaction.type();
      String role = EventField.BIZ_TRANSACTION_LIST.member();
      out.add(element(type == null ? role : role + '/' + Element.token(type), transaction.id()));
    }
    return out;
  }

  /** Without the index, which would tell something of the list's length. */
  private static byte[] element(String role, String value) {
    return new Element('/' + role, 's', value).bytes();
  }

  private void tags(TradeItems items) {
    record
        .tag("eventID", draft.eventId)
        .tag("eventType", draft.typeName)
        .tag("bizStep", draft.bizStep)
        .tag("disposition", draft.disposition)
        .tag("eventDay", day());
    identifier("readPoint", draft.readPoint);
    identifier("bizLocation", draft.bizLocation);
    identifier("parent", draft.parent);
    ownWord("bizStep", draft.bizStep);
    ownWord("disposition", draft.disposition);
    ownWord("eventType", draft.typeName);
    Set<String> epcs = new LinkedHashSet<>();
    for (EventDraft.Identifier identifier : draft.identifiers) {
      if (epcs.size() < EpcisLimits.EPC_TAGS) {
        epcs.add(identifier.text());
      } else if (!epcs.contains(identifier.text())) {
        record.tag("epc", Lookup.MORE);
        break;
      }
    }
    epcs.forEach(epc -> identifier("epc", epc));
    items.gtins.forEach(gtin -> record.tag("gtin", gtin));
    if (items.moreGtins()) {
      record.tag("gtin", Lookup.MORE);
    }
    items.lots.forEach(lot -> record.tag("lot", lot));
    Set<String> parties = new LinkedHashSet<>();
    parties.add(party);
    parties(draft.sources, parties);
    parties(draft.destinations, parties);
    parties.forEach(id -> record.tag("party", id));
  }

  /** Also a name to find the event by; whoever claimed it for another event is found too. */
  private void hash() {
    EventHash.Result hash = draft.hash;
    if (hash == null) {
      return;
    }
    record.text(EventSchema.CBV_HASH, hash.hash());
    if (!hash.hash().equals(draft.eventId)) {
      record.tag("eventID", hash.hash());
    }
    if (hash.claim() == EventHash.Claim.WRONG) {
      record.tag("eventIDClaim", "wrong-hash");
    }
  }

  /** The day in UTC; a time finer than a millisecond was not kept, so its day is not known here. */
  private String day() {
    return draft.eventTime > Timestamps.NOT_EXACT
        ? LocalDate.ofEpochDay(Math.floorDiv(draft.eventTime, DAY_MILLIS)).toString()
        : Lookup.UNSURE;
  }

  /** As it was sent, and as the one link for all of its forms. */
  private void identifier(String tag, @Nullable String id) {
    if (id != null) {
      record.tag(tag, id);
      String canonical = Identifiers.canonical(id);
      if (!canonical.equals(id)) {
        record.tag(tag, canonical);
      }
    }
  }

  /**
   * A word that is not the standard's: it can have been sent with a prefix, or be asked with one.
   */
  private void ownWord(String tag, @Nullable String word) {
    if (word != null && word.indexOf(':') > 0) {
      record.tag(tag, Lookup.MORE);
    }
  }

  private static void parties(List<EventDraft.Typed> from, Set<String> to) {
    for (EventDraft.Typed candidate : from) {
      if (to.size() < EpcisLimits.PARTY_TAGS && PARTY_TYPES.contains(candidate.type())) {
        to.add(candidate.id());
      }
    }
  }

  private void time(String slot, long millis) {
    if (millis > Timestamps.NOT_EXACT) {
      record.integer(slot, SCHEMA.slot(slot).encode(millis));
    }
  }

  private void put(String slot, @Nullable BigDecimal value) {
    if (value != null) {
      record.integer(slot, SCHEMA.slot(slot).encode(value));
    }
  }
}
