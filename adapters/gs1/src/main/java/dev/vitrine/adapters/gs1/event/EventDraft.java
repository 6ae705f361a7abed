package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.hash.EventHash;
import dev.vitrine.adapters.gs1.time.Timestamps;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been read of one event so far; members may come in any order. */
final class EventDraft {
  /** An identifier with the list it stands in. */
  record Identifier(EventField role, String text) {}

  /** A quantity element that is not an input. */
  record Quantity(@Nullable String amount, @Nullable String uom) {}

  /** An attribute of {@code ilmd} whose name ends as that of one with a slot. */
  record Attribute(String name, String value) {}

  /** A source, destination or business transaction. */
  record Typed(@Nullable String type, String id) {}

  /** Members that were there, as a mask of {@link EventField#bit()}. */
  int seen;

  /** Lists among them that were not empty. */
  int filled;

  /** Lists in which an item was there twice. */
  int repeating;

  /** Names that are neither EPCIS's nor of another name space: wrong unless the type is too. */
  final List<String> unknownNames = new ArrayList<>();

  @Nullable EventType type;
  @Nullable String typeName;
  @Nullable String action;
  @Nullable String bizStep;
  @Nullable String disposition;
  @Nullable String eventId;
  EventHash.@Nullable Result hash;
  @Nullable String errorReason;
  @Nullable String readPoint;
  @Nullable String bizLocation;
  @Nullable String parent;
  @Nullable String transformation;
  long eventTime = Timestamps.MALFORMED;
  long recordTime = Timestamps.MALFORMED;
  long errorTime = Timestamps.MALFORMED;
  int zoneOffset = Integer.MIN_VALUE;

  final List<Identifier> identifiers = new ArrayList<>();
  final List<Quantity> quantities = new ArrayList<>();
  final List<Typed> sources = new ArrayList<>();
  final List<Typed> destinations = new ArrayList<>();
  final List<Typed> bizTransactions = new ArrayList<>();
  final List<SensorDraft> sensors = new ArrayList<>();
  final List<byte[]> extensions = new ArrayList<>();
  List<byte[]> ilmd = List.of();
  Context context = Context.NONE;
  @Nullable String usedContext;
  final List<Attribute> masterData = new ArrayList<>();
  @Nullable String ilmdLot;
  @Nullable String ilmdExpiry;

  /** Known only once the event is over: its context may come last. */
  void resolveMasterData() {
    for (Attribute attribute : masterData) {
      if (MasterData.isLotNumber(attribute.name(), context)) {
        ilmdLot = attribute.value();
      } else if (MasterData.isExpirationDate(attribute.name(), context)) {
        ilmdExpiry = attribute.value();
      }
    }
  }

  boolean has(EventField field) {
    return (seen & field.bit()) != 0;
  }

  boolean hasItems(EventField field) {
    return (filled & field.bit()) != 0;
  }
}
