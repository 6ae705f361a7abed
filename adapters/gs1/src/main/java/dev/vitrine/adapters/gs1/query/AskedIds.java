package dev.vitrine.adapters.gs1.query;

import dev.vitrine.adapters.gs1.identifier.IdPattern;
import dev.vitrine.adapters.gs1.identifier.Identifiers;
import dev.vitrine.adapters.gs1.identifier.TradeItem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers that are asked for (EPCIS 2.0 §8.2.7.1.1): each matches itself in every form, as an
 * EPC URI or a GS1 Digital Link; an EPC pattern matches the EPCs and classes it stands for.
 */
final class AskedIds {
  private final Set<String> canonical = new LinkedHashSet<>();
  private final List<IdPattern> patterns = new ArrayList<>();

  /** For each pattern, the trade item that all that matches is of; null where there is no one. */
  private final List<@Nullable String> gtins = new ArrayList<>();

  AskedIds(List<String> asked) {
    for (String id : asked) {
      canonical.add(Identifiers.canonical(id));
      IdPattern pattern = IdPattern.of(id);
      if (pattern != null) {
        patterns.add(pattern);
        gtins.add(TradeItem.of(id).gtin());
      }
    }
  }

  /** Whether an identifier in an event is one of them. */
  boolean match(@Nullable String held) {
    if (held == null) {
      return false;
    }
    if (canonical.contains(held) || canonical.contains(Identifiers.canonical(held))) {
      return true;
    }
    return patterns.stream().anyMatch(pattern -> pattern.matches(held));
  }

  /** How an index finds events with one of these; empty if it can't for all of them. */
  Optional<Lookup> lookup(String tag) {
    List<String> values = new ArrayList<>();
    if (patterns.isEmpty()) {
      values.addAll(canonical);
      values.add(Lookup.MORE);
      return Optional.of(new Lookup(tag, values));
    }
    for (String gtin : gtins) {
      if (gtin == null) {
        return Optional.empty();
      }
      values.add(gtin);
    }
    if (patterns.size() < canonical.size() || !tag.equals("epc")) {
      return Optional.empty();
    }
    values.add(Lookup.MORE);
    return Optional.of(new Lookup("gtin", values));
  }
}
