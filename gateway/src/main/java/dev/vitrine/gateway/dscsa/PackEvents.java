package dev.vitrine.gateway.dscsa;

import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.gateway.custody.CanonicalEpc;
import dev.vitrine.gateway.custody.Custody;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.query.RecordAccess;
import dev.vitrine.gateway.store.CustodyTable.Stored;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of one pack, found by its chain of custody. Bounded in what is opened. */
@ApplicationScoped
class PackEvents {
  /** How many of a pack's newest events are looked at. */
  static final int MAX_STEPS = 1024;

  /** How many events of one party are opened, from either end. */
  static final int MAX_OPENED = 32;

  private static final Schema SCHEMA = EventSchema.SCHEMA;

  private final Custody custody;
  private final RecordAccess access;

  PackEvents(Custody custody, RecordAccess access) {
    this.custody = custody;
    this.access = access;
  }

  /** The pack's chain, oldest step first. */
  List<Stored> steps(Pack pack) {
    return custody.steps(pack.epc(), 1, MAX_STEPS);
  }

  /** The event in which {@code party} first commissioned the pack, unless it was declared wrong. */
  Optional<RecordAccess.Opened> commissioning(Caller caller, Pack pack, String party) {
    return first(
        caller,
        pack,
        of(party, steps(pack)),
        event ->
            "commissioning".equals(text(event, "bizStep")) && "ADD".equals(text(event, "action")));
  }

  /** The last event in which {@code party} received the pack, unless it was declared wrong. */
  Optional<RecordAccess.Opened> receiving(Caller caller, Pack pack, String party) {
    List<Stored> newestFirst = of(party, steps(pack));
    Collections.reverse(newestFirst);
    return first(caller, pack, newestFirst, event -> "receiving".equals(text(event, "bizStep")));
  }

  /** The disposition that the party's newest event with one gave the pack. */
  Optional<String> disposition(Caller caller, Pack pack, String party) {
    List<Stored> newestFirst = of(party, steps(pack));
    Collections.reverse(newestFirst);
    return first(caller, pack, newestFirst, event -> text(event, "disposition") != null)
        .map(event -> text(event, "disposition"));
  }

  /** What kind of event is looked for. */
  @FunctionalInterface
  private interface Wanted {
    boolean is(RecordAccess.Opened event);
  }

  private Optional<RecordAccess.Opened> first(
      Caller caller, Pack pack, List<Stored> steps, Wanted wanted) {
    for (Stored step : steps.subList(0, Math.min(MAX_OPENED, steps.size()))) {
      RecordAccess.Opened event = access.open(caller, step.event().toString());
      if (text(event, "errorDeclaration") == null
          && wanted.is(event)
          && asSent(event, pack).isPresent()) {
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }

  private static List<Stored> of(String party, List<Stored> steps) {
    List<Stored> own = new ArrayList<>();
    for (Stored step : steps) {
      if (step.sender().equals(party)) {
        own.add(step);
      }
    }
    return own;
  }

  /** The pack's identifier as the event has it, among the objects it is about. */
  static Optional<String> asSent(RecordAccess.Opened event, Pack pack) {
    return event.record().lists().getOrDefault(SCHEMA.indexOf("epcs"), List.of()).stream()
        .map(element -> Element.of(element).orElseThrow())
        .filter(element -> element.pointer().equals("/epcList"))
        .map(Element::value)
        .filter(epc -> CanonicalEpc.of(epc).equals(pack.epc()))
        .findFirst();
  }

  /** A text slot's value, or null. */
  static @Nullable String text(RecordAccess.Opened event, String slot) {
    byte[] value = event.record().commitment().value(SCHEMA.indexOf(slot));
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  /** The expiry as days since 1970, or null. */
  static @Nullable Long expiry(RecordAccess.Opened event) {
    byte[] value = event.record().commitment().value(SCHEMA.indexOf("expiry"));
    return value == null
        ? null
        : SCHEMA.slot("expiry").decode(new BigInteger(1, value).longValue()).longValueExact();
  }
}
