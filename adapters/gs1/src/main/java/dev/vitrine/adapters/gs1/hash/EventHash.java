package dev.vitrine.adapters.gs1.hash;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.json.Node;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.vocabulary.FixedNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The EPCIS event hash of CBV 2.0 §8.9.
 *
 * <p>Guarantees: the same event, in whatever order, with whatever prefixes, zones and forms of
 * identifiers it is written, has the same hash by the text; another value of a member that §8.9
 * takes has another. Does not guarantee secrecy (who can guess the event can check the guess), nor
 * who made the event.
 */
public final class EventHash {
  private static final String[] FIXED = {"gs1", "cbv", "epcis"};

  /** What became of a sender's own hash. */
  public enum Claim {
    /** The sender's identifier is no event hash of CBV 2.0 with SHA-256. */
    NONE,
    /** It is the event's hash by the text. */
    TEXT,
    /** It is the event's hash as the reference implementation computes it. */
    REFERENCE,
    /** It is an event hash, but not this event's. */
    WRONG
  }

  /**
   * The hash to keep.
   *
   * @param hash the sender's where it is right, else the event's by the text
   * @param claim what the sender's was
   * @param expanded how many characters of name spaces stood for prefixes; beyond {@link
   *     EpcisLimits#EXPANDED_CHARS} it is no hash, and the event must be refused
   */
  public record Result(String hash, Claim claim, long expanded) {
    /** Names no hash. */
    @Override
    public String toString() {
      return "EventHash.Result[" + claim + ']';
    }
  }

  private EventHash() {}

  /** By the text. */
  public static String byText(EpcisEvent event) {
    return byText(Trees.of(event.tree()), event.prefixes());
  }

  /**
   * By the text.
   *
   * @param prefixes name spaces of the prefixes that the event uses, without those EPCIS fixes
   * @throws IllegalArgumentException if it is an event that no capture takes, for the length of its
   *     name spaces
   */
  public static String byText(Node event, Map<String, String> prefixes) {
    Result result = of(event, prefixes, null, false);
    if (result.expanded() > EpcisLimits.EXPANDED_CHARS) {
      throw new IllegalArgumentException("the event's names are too long");
    }
    return result.hash();
  }

  /**
   * As the reference implementation computes it; null where it fails.
   *
   * @param declared the prefixes the document declares, also of those EPCIS fixes
   * @param xml whether the event came as XML
   */
  public static @Nullable String byReference(
      Node event, Map<String, String> declared, boolean xml) {
    String preHash = ReferenceDialect.preHash(event, declared, Set.of(), xml);
    return preHash == null ? null : HashId.of(preHash);
  }

  /**
   * The hash to keep of an event, whose sender may have named it by one.
   *
   * @param prefixes name spaces of the prefixes that the event uses, without those EPCIS fixes
   * @param xml whether it came as XML
   */
  public static Result of(
      Node event, Map<String, String> prefixes, @Nullable String eventId, boolean xml) {
    TextDialect dialect = new TextDialect(prefixes);
    String text = HashId.of(dialect.write(event));
    long expanded = dialect.expanded();
    if (eventId == null || !HashId.isClaimedBy(eventId)) {
      return new Result(text, Claim.NONE, expanded);
    }
    if (HashId.same(text, eventId)) {
      return new Result(text, Claim.TEXT, expanded);
    }
    // which of the fixed prefixes the document declared itself, and how, is not known any more
    for (Map<String, String> declared :
        List.of(prefixes, withFixed(prefixes, ":"), withFixed(prefixes, ""))) {
      String reference = byReference(event, declared, xml);
      if (reference != null && HashId.same(reference, eventId)) {
        return new Result(reference, Claim.REFERENCE, expanded);
      }
    }
    return new Result(text, Claim.WRONG, expanded);
  }

  /** With those that EPCIS fixes; that of master data is spelled with a colon or without. */
  private static Map<String, String> withFixed(Map<String, String> prefixes, String colon) {
    Map<String, String> all = new HashMap<>(prefixes);
    for (String prefix : FIXED) {
      String space = FixedNames.nameSpace(prefix);
      if (space != null) {
        all.put(prefix, space);
      }
    }
    all.put("cbvmda", Names.MASTER_DATA + colon);
    return all;
  }
}
