package dev.vitrine.adapters.gs1.model;

import dev.vitrine.adapters.gs1.time.Timestamps;
import dev.vitrine.adapters.gs1.vocabulary.CoreVocabularies;
import dev.vitrine.adapters.gs1.vocabulary.Vocabulary;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One EPCIS event, in the members of EPCIS 2.0's JSON whatever syntax it was sent in. Immutable.
 *
 * <p>Made of events that were taken in, or of projections of them: a party that may see only some
 * of an event gets an event without the rest, so any member may be absent. It guarantees nothing
 * about members beyond what its methods say; a member of another type than EPCIS gives it counts as
 * absent.
 */
public final class EpcisEvent {
  private final Value.Members tree;
  private final Map<String, String> prefixes;

  private EpcisEvent(Value.Members tree, Map<String, String> prefixes) {
    this.tree = tree;
    this.prefixes = prefixes;
  }

  /**
   * An event of these members.
   *
   * @param prefixes name spaces of the prefixes that its own members' names use, without those that
   *     EPCIS's own context fixes
   */
  public static EpcisEvent of(Value.Members tree, Map<String, String> prefixes) {
    return new EpcisEvent(tree, Map.copyOf(prefixes));
  }

  /**
   * Reads one event in JSON.
   *
   * @throws InvalidDocumentException if it is no JSON object
   */
  public static EpcisEvent read(byte[] json, Map<String, String> prefixes)
      throws InvalidDocumentException {
    if (ValueReader.read(json) instanceof Value.Members members) {
      return of(members, prefixes);
    }
    throw new InvalidDocumentException(
        "type", "", "An event must be a JSON object.", "Give one event.");
  }

  /** All members, as they were sent. */
  public Value.Members tree() {
    return tree;
  }

  /** Name spaces by prefix. */
  public Map<String, String> prefixes() {
    return prefixes;
  }

  /** {@code ObjectEvent} or another type, or null. */
  public @Nullable String type() {
    return tree.text("type");
  }

  /** As it was sent, or null. */
  public @Nullable String eventId() {
    return tree.text("eventID");
  }

  /** Milliseconds since 1970; empty where absent or not a whole millisecond. */
  public OptionalLong eventTime() {
    return millis(tree.text("eventTime"));
  }

  /** Milliseconds since 1970; empty where the sender gave none. */
  public OptionalLong recordTime() {
    return millis(tree.text("recordTime"));
  }

  /** {@code ADD}, {@code OBSERVE}, {@code DELETE}, or null. */
  public @Nullable String action() {
    return tree.text("action");
  }

  /** The short word or a vendor's URI, or null. */
  public @Nullable String bizStep() {
    return word(CoreVocabularies.BIZ_STEP, tree.text("bizStep"));
  }

  /** The short word or a vendor's URI, or null. */
  public @Nullable String disposition() {
    return word(CoreVocabularies.DISPOSITION, tree.text("disposition"));
  }

  /** The read point's id, or null. */
  public @Nullable String readPoint() {
    return tree.object("readPoint").text("id");
  }

  /** The business location's id, or null. */
  public @Nullable String bizLocation() {
    return tree.object("bizLocation").text("id");
  }

  /** The parent of an aggregation, association or transaction, or null. */
  public @Nullable String parent() {
    return tree.text("parentID");
  }

  /** Whether the event was declared to be wrong. */
  public boolean declaredWrong() {
    return tree.get("errorDeclaration") != null;
  }

  /**
   * An identifier that the event names.
   *
   * @param role where it stands
   * @param id as it was sent
   * @param quantity the lexeme of the amount, for classes; null where there is none
   * @param uom the unit of the amount; null for pieces
   */
  public record Identifier(Role role, String id, @Nullable String quantity, @Nullable String uom) {}

  /** Every identifier of objects and of classes of objects, the parent too. */
  public List<Identifier> identifiers() {
    List<Identifier> found = new ArrayList<>();
    for (Role role : Role.values()) {
      if (role == Role.PARENT) {
        String parent = parent();
        if (parent != null) {
          found.add(new Identifier(role, parent, null, null));
        }
      } else if (role.ofClasses()) {
        for (Value.Members element : tree.objects(role.member())) {
          String id = element.text("epcClass");
          if (id != null) {
            found.add(new Identifier(role, id, element.number("quantity"), element.text("uom")));
          }
        }
      } else {
        tree.texts(role.member()).forEach(id -> found.add(new Identifier(role, id, null, null)));
      }
    }
    return found;
  }

  /**
   * A source, a destination or a business transaction.
   *
   * @param type the short word or a vendor's URI; null where none was given
   */
  public record Typed(@Nullable String type, String id) {}

  /** The business transactions. */
  public List<Typed> bizTransactions() {
    return typed("bizTransactionList", "bizTransaction", CoreVocabularies.BIZ_TRANSACTION);
  }

  /** The sources. */
  public List<Typed> sources() {
    return typed("sourceList", "source", CoreVocabularies.SOURCE_DESTINATION);
  }

  /** The destinations. */
  public List<Typed> destinations() {
    return typed("destinationList", "destination", CoreVocabularies.SOURCE_DESTINATION);
  }

  /** Master data of the instance or lot. */
  public Value.Members ilmd() {
    return tree.object("ilmd");
  }

  /**
   * A name as {@code prefix:local}, with its prefix put out by its name space; as it is where the
   * prefix is none of this event's.
   */
  public String expanded(String name) {
    int colon = name.indexOf(':');
    String space = colon < 0 ? null : prefixes.get(name.substring(0, colon));
    return space == null ? name : space + name.substring(colon + 1);
  }

  /** Names nothing of the event, which may be somebody's secret. */
  @Override
  public String toString() {
    return "EpcisEvent[" + tree.members().size() + " members]";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EpcisEvent event
        && tree.equals(event.tree)
        && prefixes.equals(event.prefixes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tree, prefixes);
  }

  private List<Typed> typed(String list, String member, Vocabulary vocabulary) {
    List<Typed> found = new ArrayList<>();
    for (Value.Members element : tree.objects(list)) {
      String id = element.text(member);
      if (id != null) {
        found.add(new Typed(word(vocabulary, element.text("type")), id));
      }
    }
    return found;
  }

  private static @Nullable String word(Vocabulary vocabulary, @Nullable String text) {
    return text == null ? null : vocabulary.canonical(text);
  }

  private static OptionalLong millis(@Nullable String text) {
    long millis = text == null ? Timestamps.MALFORMED : Timestamps.millis(text);
    return millis > Timestamps.NOT_EXACT ? OptionalLong.of(millis) : OptionalLong.empty();
  }
}
