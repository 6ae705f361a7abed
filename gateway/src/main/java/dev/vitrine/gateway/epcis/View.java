package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.adapters.gs1.event.EventSchema;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.model.ValueReader;
import dev.vitrine.adapters.gs1.query.RecordedEvent;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.store.RecordBatches;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one caller may see: of which senders, and how much of their events. */
final class View {
  private static final EpcisFormat FORMAT = new EpcisFormat();

  private final Caller caller;
  private final Policies policies;
  private final Map<String, Projection> senders = new TreeMap<>();
  private final Map<String, Map<Schema, Projection>> older = new HashMap<>();

  View(Caller caller, Policies policies, List<String> all) {
    this.caller = caller;
    this.policies = policies;
    for (String sender : all) {
      Projection projection = projection(sender, EventSchema.SCHEMA);
      if (projection.any()) {
        senders.put(sender, projection);
      }
    }
  }

  Caller caller() {
    return caller;
  }

  /** Those senders of whom the caller sees something, and whose projection is so. */
  List<String> senders(Predicate<Projection> so) {
    return senders.entrySet().stream()
        .filter(entry -> so.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether a sender's events are the caller's own, of which it needs no account. */
  boolean own(String sender) {
    return Policies.owns(caller, sender);
  }

  /** What the caller may see of a record; empty if there is no such event for it. */
  Optional<SeenEvent> of(RecordBatches.Opened opened) {
    Schema schema = opened.schema();
    Projection projection =
        schema.equals(EventSchema.SCHEMA)
            ? senders.get(opened.sender())
            : older
                .computeIfAbsent(opened.sender(), sender -> new HashMap<>())
                .computeIfAbsent(schema, old -> projection(opened.sender(), old));
    if (projection == null) {
      return Optional.empty();
    }
    EpcisEvent event =
        FORMAT.event(
            opened.record().document(),
            opened.record().mediaType(),
            prefixes(text(opened, "context")));
    Decision decision = policies.decide(caller, opened.sender(), schema);
    String hash =
        projection.whole() || projection.may(dev.vitrine.adapters.gs1.query.EventQuery.HASH)
            ? text(opened, "cbvHash")
            : null;
    return projection
        .of(event)
        .map(
            shown ->
                new SeenEvent(
                    opened.ref(),
                    opened.sender(),
                    decision.policyId(),
                    shown.slots(),
                    new RecordedEvent(
                        shown.event(), Instant.ofEpochMilli(opened.closedAtMillis()), hash)));
  }

  private Projection projection(String sender, Schema schema) {
    return new Projection(policies.decide(caller, sender, schema), schema);
  }

  private static @Nullable String text(RecordBatches.Opened opened, String slot) {
    Schema schema = opened.schema();
    byte[] value =
        schema.has(slot) ? opened.record().commitment().value(schema.indexOf(slot)) : null;
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  private static Map<String, String> prefixes(@Nullable String context) {
    if (context == null) {
      return Map.of();
    }
    try {
      Map<String, String> prefixes = new HashMap<>();
      if (ValueReader.read(context.getBytes(StandardCharsets.UTF_8))
          instanceof Value.Members declared) {
        declared
            .members()
            .forEach(
                (prefix, space) -> {
                  if (space instanceof Value.Text text) {
                    prefixes.put(prefix, text.text());
                  }
                });
      }
      return prefixes;
    } catch (InvalidDocumentException e) {
      throw new GatewayException.Internal(e);
    }
  }
}
