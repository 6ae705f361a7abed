package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.identifier.TradeItem;
import dev.vitrine.adapters.gs1.time.Timestamps;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the identifiers of an event agree on. Inputs and the parent don't count for that: they are
 * not what came out or what was packed; they do count for the tags.
 */
final class TradeItems {
  final Set<String> gtins = new LinkedHashSet<>();
  final Set<String> lots = new LinkedHashSet<>();
  private @Nullable String gtin;
  private @Nullable String lot;
  private long expiry = Timestamps.MALFORMED;
  private boolean moreGtins;
  private boolean any;
  private boolean sameGtin = true;
  private boolean sameLot = true;
  private boolean sameExpiry = true;

  TradeItems(EventDraft draft) {
    for (EventDraft.Identifier identifier : draft.identifiers) {
      TradeItem item = TradeItem.of(identifier.text());
      moreGtins |= !tag(gtins, item.gtin());
      tag(lots, item.lot());
      if (!identifier.role().input() && identifier.role() != EventField.PARENT_ID) {
        merge(item);
      }
    }
    mergeMasterData(draft);
  }

  /** 14 digits, or null where the identifiers name none or several. */
  @Nullable String gtin() {
    return sameGtin ? gtin : null;
  }

  @Nullable String lot() {
    return sameLot ? lot : null;
  }

  /** Days since 1970-01-01, or MALFORMED. */
  long expiry() {
    return sameExpiry ? expiry : Timestamps.MALFORMED;
  }

  private void merge(TradeItem item) {
    String code = item.expiry();
    long day = code == null ? Timestamps.MALFORMED : MasterData.applicationIdentifierDay(code);
    if (any) {
      sameGtin &= equal(gtin, item.gtin());
      sameLot &= equal(lot, item.lot());
      sameExpiry &= expiry == day;
    } else {
      gtin = item.gtin();
      lot = item.lot();
      expiry = day;
      any = true;
    }
  }

  private void mergeMasterData(EventDraft draft) {
    String given = draft.ilmdLot;
    if (given != null) {
      tag(lots, given);
      sameLot &= lot == null || lot.equals(given);
      lot = given;
    }
    if (draft.ilmdExpiry != null) {
      long day = MasterData.expiryDay(draft.ilmdExpiry);
      sameExpiry &=
          day != Timestamps.MALFORMED && (expiry == Timestamps.MALFORMED || expiry == day);
      expiry = day;
    }
  }

  /** Whether some GTINs are not among {@link #gtins}. */
  boolean moreGtins() {
    return moreGtins;
  }

  /** False if there was no room for it. */
  private static boolean tag(Set<String> tags, @Nullable String value) {
    if (value == null || tags.contains(value)) {
      return true;
    }
    return tags.size() < EpcisLimits.CLASS_TAGS && tags.add(value);
  }

  private static boolean equal(@Nullable String a, @Nullable String b) {
    return a == null ? b == null : a.equals(b);
  }
}
