package dev.vitrine.gateway.subscription;

import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.gateway.store.SubscriptionStore.Subscription;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription as its party gets to see it: what the standard has, and how it fares. Never with
 * the token.
 */
final class SubscriptionView {
  private SubscriptionView() {}

  static Value of(Subscription subscription) {
    Terms terms = Terms.decode(subscription.terms());
    Map<String, Value> out = new LinkedHashMap<>();
    text(out, "subscriptionID", Optional.of(subscription.id()));
    text(out, "queryName", Optional.of(terms.query()));
    text(out, "dest", Optional.of(terms.destination().text()));
    if (terms.stream()) {
      out.put("stream", new Value.Flag(true));
    } else {
      Map<String, Value> fields = new LinkedHashMap<>();
      terms.schedule().forEach((name, field) -> fields.put(name, new Value.Text(field)));
      out.put("schedule", new Value.Members(fields));
      out.put("reportIfEmpty", new Value.Flag(terms.reportIfEmpty()));
    }
    text(out, "epcFormat", terms.epcFormat());
    text(out, "initialRecordTime", terms.initialRecordTime());
    text(out, "minRecordTime", subscription.executedAt().or(terms::initialRecordTime));
    text(out, "createdAt", Optional.of(subscription.createdAt()));
    text(out, "lastNotifiedAt", subscription.lastNotifiedAt());
    text(out, "state", Optional.of(state(subscription)));
    text(out, "problem", subscription.problem());
    text(out, "failingSince", subscription.failingSince());
    if (!subscription.suspended() && (subscription.attempts() > 0 || !terms.stream())) {
      text(out, "nextAt", Optional.of(subscription.nextAt()));
    }
    return new Value.Members(out);
  }

  private static String state(Subscription subscription) {
    if (subscription.suspended()) {
      return "SUSPENDED";
    }
    return subscription.attempts() > 0 ? "RETRYING" : "ACTIVE";
  }

  private static void text(Map<String, Value> out, String name, Optional<?> value) {
    value.ifPresent(given -> out.put(name, new Value.Text(given.toString())));
  }
}
