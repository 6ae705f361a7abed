package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.query.EventQuery;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may see of a sender's events: all of them if the original may be shown, else the
 * members that slots which may be shown are made of, each with the companions it requires. Slots
 * made of several members, as {@code quantity}, give none: a member shows all of itself or nothing.
 */
final class Projection {
  private static final String ERROR = "errorDeclaration";

  /** Members that a slot shows whole, or by one of their own members. */
  private static final Map<String, String> PLAIN =
      Map.ofEntries(
          Map.entry("eventType", "/type"),
          Map.entry("action", "/action"),
          Map.entry("bizStep", "/bizStep"),
          Map.entry("disposition", "/disposition"),
          Map.entry("eventTime", "/eventTime"),
          Map.entry("eventTimeZoneOffset", "/eventTimeZoneOffset"),
          Map.entry("eventID", "/eventID"),
          Map.entry(ERROR, "/errorDeclaration/reason"),
          Map.entry("errorDeclarationTime", "/errorDeclaration/declarationTime"),
          Map.entry("readPoint", "/readPoint/id"),
          Map.entry("bizLocation", "/bizLocation/id"),
          Map.entry("parentID", "/parentID"),
          Map.entry("transformationID", "/transformationID"));

  private static final List<String> INSTANCES = List.of("epcList", "childEPCs", "outputEPCList");
  private static final List<String> INSTANCE_LISTS =
      List.of("epcList", "childEPCs", "inputEPCList", "outputEPCList");
  private static final List<String> CLASS_LISTS =
      List.of("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList");
  private static final Map<String, List<String>> PARTIES =
      Map.of(
          "sourceParty", List.of("sourceList", "source"),
          "destinationParty", List.of("destinationList", "destination"));

  private final Schema schema;
  private final Decision decision;
  private final boolean whole;
  private final Set<String> slots = new TreeSet<>();
  private final Set<String> members = new HashSet<>();

  Projection(Decision decision, Schema schema) {
    this.schema = schema;
    this.decision = decision;
    this.whole = shows(Schema.DOCUMENT);
    for (var slot : schema.slots()) {
      if (shows(slot.name())) {
        slots.add(slot.name());
        members.addAll(membersOf(slot.name()));
      }
    }
  }

  /**
   * What of one event may be seen.
   *
   * @param slots the slots it comes from
   */
  record Shown(EpcisEvent event, List<String> slots) {}

  /** Whether anything of any event may be seen. */
  boolean any() {
    return whole
        || !members.isEmpty()
        || (slots.contains(Schema.LEAVES)
            && !decision.elements().getOrDefault(Schema.LEAVES, List.of()).isEmpty());
  }

  /** Whether it is the event as it was sent. */
  boolean whole() {
    return whole;
  }

  /** Whether an event could show that member; see {@link EventQuery#mayMatch}. */
  boolean may(String member) {
    if (member.equals(EventQuery.HASH)) {
      return slots.contains("cbvHash");
    }
    return whole || members.contains(member) || leavesMay(member);
  }

  /** Whether all of that member is shown wherever an event has it. */
  boolean always(String member) {
    return whole
        || (PLAIN.values().stream().anyMatch(pointer -> pointer.startsWith("/" + member))
            && members.contains(member))
        || (slots.contains("epcs")
            && decision.allowsElement("epcs", "*")
            && INSTANCE_LISTS.contains(member));
  }

  /** What may be seen of an event; empty where that is nothing: then there is no such event. */
  Optional<Shown> of(EpcisEvent event) {
    if (whole) {
      return Optional.of(new Shown(event, List.of(Schema.DOCUMENT)));
    }
    Cut cut = new Cut(event);
    Value.Members left = cut.members(event.tree(), "", "");
    Map<String, Value> kept = new LinkedHashMap<>(left.members());
    if (slots.contains(ERROR) && event.declaredWrong()) {
      // that it was declared wrong shows even if no reason was given
      kept.putIfAbsent(ERROR, Value.Members.NONE);
      cut.used.add(ERROR);
    }
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    Value.Members shown = new Value.Members(kept);
    Map<String, String> prefixes =
        slots.contains("context") ? event.prefixes() : UsedPrefixes.of(shown, event.prefixes());
    return Optional.of(new Shown(EpcisEvent.of(shown, prefixes), List.copyOf(cut.used)));
  }

  /** One event being cut. */
  private final class Cut {
    private final EpcisEvent event;
    private final Map<String, String> exact = new HashMap<>();
    private final boolean leaves;
    private final Set<String> used = new TreeSet<>();

    Cut(EpcisEvent event) {
      this.event = event;
      // as for single elements: what a declaration of error changes the meaning of is not shown
      this.leaves = slots.contains(Schema.LEAVES) && !event.declaredWrong();
      PLAIN.forEach(
          (slot, pointer) -> {
            if (slots.contains(slot)) {
              exact.put(pointer, slot);
            }
          });
      PARTIES.forEach(
          (slot, where) -> {
            if (slots.contains(slot)) {
              party(slot, where.get(0), where.get(1));
            }
          });
      if (slots.contains("epc")) {
        onlyInstance();
      }
      if (slots.contains("epcs")) {
        identifiers();
      }
      if (slots.contains("bizTransactions")) {
        transactions();
      }
    }

    Value.Members members(Value.Members object, String pointer, String top) {
      Map<String, Value> kept = new LinkedHashMap<>();
      object
          .members()
          .forEach(
              (name, value) -> {
                Value left =
                    cut(value, pointer + "/" + Element.token(name), pointer.isEmpty() ? name : top);
                if (left != null) {
                  kept.put(name, left);
                }
              });
      return new Value.Members(kept);
    }

    private @Nullable Value cut(Value value, String pointer, String top) {
      if (value instanceof Value.Members object) {
        Value.Members left = members(object, pointer, top);
        return left.members().isEmpty() ? null : left;
      }
      if (value instanceof Value.Items array) {
        List<Value> kept = new ArrayList<>();
        for (int i = 0; i < array.items().size(); i++) {
          Value left = cut(array.items().get(i), pointer + "/" + i, top);
          if (left != null) {
            kept.add(left);
          }
        }
        return kept.isEmpty() ? null : new Value.Items(kept);
      }
      String slot = slotOf(pointer, top, value);
      if (slot == null) {
        return null;
      }
      used.add(slot);
      return value;
    }

    private @Nullable String slotOf(String pointer, String top, Value value) {
      String slot = exact.get(pointer);
      if (slot != null) {
        return slot;
      }
      if (leaves && decision.allowsElement(Schema.LEAVES, pointer)) {
        return Schema.LEAVES;
      }
      String root = top.equals("ilmd") ? "ilmd" : top.indexOf(':') > 0 ? "extensions" : "";
      return slots.contains(root) && decision.allowsElement(root, text(value)) ? root : null;
    }

    private void party(String slot, String list, String member) {
      List<Value> items = event.tree().items(list);
      for (String wanted : List.of("owning_party", "possessing_party")) {
        for (int i = 0; i < items.size(); i++) {
          if (items.get(i) instanceof Value.Members item && wanted.equals(type(item, list))) {
            exact.put("/" + list + "/" + i + "/" + member, slot);
            exact.put("/" + list + "/" + i + "/type", slot);
            return;
          }
        }
      }
    }

    private @Nullable String type(Value.Members item, String list) {
      EpcisEvent alone =
          EpcisEvent.of(new Value.Members(Map.of(list, new Value.Items(List.of(item)))), Map.of());
      List<EpcisEvent.Typed> typed =
          list.equals("sourceList") ? alone.sources() : alone.destinations();
      return typed.isEmpty() ? null : typed.get(0).type();
    }

    private void onlyInstance() {
      Set<String> texts = new HashSet<>();
      INSTANCES.forEach(list -> texts.addAll(event.tree().texts(list)));
      if (texts.size() == 1) {
        for (String list : INSTANCES) {
          for (int i = 0; i < event.tree().items(list).size(); i++) {
            exact.put("/" + list + "/" + i, "epc");
          }
        }
      }
    }

    private void identifiers() {
      for (String list : INSTANCE_LISTS) {
        List<Value> items = event.tree().items(list);
        for (int i = 0; i < items.size(); i++) {
          if (decision.allowsElement("epcs", text(items.get(i)))) {
            exact.put("/" + list + "/" + i, "epcs");
          }
        }
      }
      for (String list : CLASS_LISTS) {
        List<Value> items = event.tree().items(list);
        for (int i = 0; i < items.size(); i++) {
          if (items.get(i) instanceof Value.Members item
              && item.text("epcClass") != null
              && decision.allowsElement("epcs", text(item.get("epcClass")))) {
            exact.put("/" + list + "/" + i + "/epcClass", "epcs");
          }
        }
      }
    }

    private void transactions() {
      List<Value> items = event.tree().items("bizTransactionList");
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i) instanceof Value.Members item
            && decision.allowsElement("bizTransactions", text(item.get("bizTransaction")))) {
          exact.put("/bizTransactionList/" + i + "/bizTransaction", "bizTransactions");
          exact.put("/bizTransactionList/" + i + "/type", "bizTransactions");
        }
      }
    }
  }

  private boolean shows(String slot) {
    return decision.of(schema, slot) == Disclosure.SHOW
        && schema.slot(slot).requires().stream().allMatch(this::shows);
  }

  private static List<String> membersOf(String slot) {
    String pointer = PLAIN.get(slot);
    if (pointer != null) {
      int end = pointer.indexOf('/', 1);
      return List.of(pointer.substring(1, end < 0 ? pointer.length() : end));
    }
    List<String> all = new ArrayList<>(INSTANCE_LISTS);
    all.addAll(CLASS_LISTS);
    return switch (slot) {
      case "sourceParty" -> List.of("sourceList");
      case "destinationParty" -> List.of("destinationList");
      case "epc" -> INSTANCES;
      case "epcs" -> all;
      case "bizTransactions" -> List.of("bizTransactionList");
      case "ilmd" -> List.of("ilmd");
      case "extensions" -> List.of(EventQuery.EXTENSIONS);
      default -> List.of();
    };
  }

  private boolean leavesMay(String member) {
    if (!slots.contains(Schema.LEAVES)) {
      return false;
    }
    for (String allowed : decision.elements().getOrDefault(Schema.LEAVES, List.of())) {
      int end = allowed.indexOf('/', 1);
      String top =
          allowed.startsWith("/")
              ? allowed.substring(1, end < 0 ? allowed.length() : end)
              : allowed;
      if (allowed.equals("*")
          || top.equals(member)
          || (member.equals(EventQuery.EXTENSIONS) && top.indexOf(':') > 0)) {
        return true;
      }
    }
    return false;
  }

  private static String text(@Nullable Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Numeral number) {
      return number.lexeme();
    }
    return value instanceof Value.Flag flag ? Boolean.toString(flag.value()) : "";
  }
}
