package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.adapters.gs1.vocabulary.CoreVocabularies;
import dev.vitrine.adapters.gs1.vocabulary.Vocabulary;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the lists of identifiers, quantities, parties and transactions of an event. */
final class ListReader {
  private final JsonCursor cursor;
  private final EventDraft draft;

  ListReader(JsonCursor cursor, EventDraft draft) {
    this.cursor = cursor;
    this.draft = draft;
  }

  void epcs(EventField role) throws InvalidDocumentException {
    if (!Fields.array(cursor)) {
      return;
    }
    String first = null;
    Set<String> all = null;
    while (cursor.nextItem()) {
      draft.filled |= role.bit();
      String epc = Fields.uri(cursor);
      if (epc == null) {
        continue;
      }
      identifier(role, epc);
      if (first == null) {
        first = epc;
        continue;
      }
      if (all == null) {
        all = new HashSet<>();
        all.add(first);
      }
      if (!all.add(epc)) {
        draft.repeating |= role.bit();
      }
    }
  }

  void quantities(EventField role) throws InvalidDocumentException {
    if (!Fields.array(cursor)) {
      return;
    }
    while (cursor.nextItem()) {
      draft.filled |= role.bit();
      quantity(role);
    }
  }

  private void quantity(EventField role) throws InvalidDocumentException {
    if (!Fields.object(cursor)) {
      return;
    }
    boolean named = false;
    String amount = null;
    String uom = null;
    String name;
    while ((name = cursor.nextMember()) != null) {
      switch (name) {
        case "epcClass" -> {
          named = true;
          String epcClass = Fields.uri(cursor);
          if (epcClass != null) {
            identifier(role, epcClass);
          }
        }
        case "quantity" -> amount = Fields.number(cursor);
        case "uom" -> uom = uom();
        default -> Fields.unexpected(cursor);
      }
    }
    if (!named) {
      Fields.required(cursor, "epcClass");
    }
    if (!role.input()) {
      draft.quantities.add(new EventDraft.Quantity(amount, uom));
    }
  }

  private @Nullable String uom() throws InvalidDocumentException {
    String uom = Fields.text(cursor);
    if (uom == null) {
      return null;
    }
    boolean good = uom.length() == 2 || uom.length() == 3;
    for (int i = 0; i < uom.length(); i++) {
      char c = uom.charAt(i);
      good &= (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
    if (!good) {
      cursor.problem(
          "uom",
          "This must be a unit code of UN/CEFACT Recommendation 20.",
          "Use two or three capital letters or digits, as KGM; leave it out for pieces.");
    }
    return uom;
  }

  /** Sources, destinations and business transactions, whose identifier goes by {@code member}. */
  void typed(
      EventField role,
      String member,
      Vocabulary vocabulary,
      boolean typeRequired,
      List<EventDraft.Typed> out)
      throws InvalidDocumentException {
    if (!Fields.array(cursor)) {
      return;
    }
    while (cursor.nextItem()) {
      draft.filled |= role.bit();
      if (Fields.object(cursor)) {
        typedItem(member, vocabulary, typeRequired, out);
      }
    }
  }

  private void typedItem(
      String member, Vocabulary vocabulary, boolean typeRequired, List<EventDraft.Typed> out)
      throws InvalidDocumentException {
    String type = null;
    String id = null;
    boolean typeSeen = false;
    boolean idSeen = false;
    String name;
    while ((name = cursor.nextMember()) != null) {
      if (name.equals("type")) {
        typeSeen = true;
        type = Fields.word(cursor, vocabulary);
      } else if (name.equals(member)) {
        idSeen = true;
        id = Fields.uri(cursor);
      } else {
        Fields.unexpected(cursor);
      }
    }
    if (typeRequired && !typeSeen) {
      Fields.required(cursor, "type");
    }
    if (!idSeen) {
      Fields.required(cursor, member);
    }
    if (id != null) {
      out.add(new EventDraft.Typed(type, id));
    }
  }

  void persistentDisposition() throws InvalidDocumentException {
    if (!Fields.object(cursor)) {
      return;
    }
    boolean any = false;
    String name;
    while ((name = cursor.nextMember()) != null) {
      if (name.equals("set") || name.equals("unset")) {
        any = true;
        dispositions();
      } else {
        Fields.unexpected(cursor);
      }
    }
    if (!any) {
      Fields.required(cursor, "set");
    }
  }

  private void dispositions() throws InvalidDocumentException {
    if (!Fields.array(cursor)) {
      return;
    }
    Set<String> words = new HashSet<>();
    boolean any = false;
    while (cursor.nextItem()) {
      any = true;
      String word = Fields.word(cursor, CoreVocabularies.DISPOSITION);
      if (word != null && !words.add(word)) {
        cursor.problem("duplicate-item", "The disposition is there twice.", "Keep one.");
      }
    }
    if (!any) {
      cursor.problem(
          "empty", "The list must not be empty.", "Name a disposition, or leave it out.");
    }
  }

  /** A URI or a list of URIs. */
  void uris() throws InvalidDocumentException {
    if (!cursor.isArray()) {
      Fields.uri(cursor);
      return;
    }
    cursor.enterArray();
    while (cursor.nextItem()) {
      Fields.uri(cursor);
    }
  }

  void identifier(EventField role, String text) throws InvalidDocumentException {
    if (draft.identifiers.size() >= EpcisLimits.EPCS) {
      throw cursor
          .problems()
          .fatal(
              "limit",
              cursor.pointer(),
              "The event has more than " + EpcisLimits.EPCS + " identifiers.",
              "Split the event.");
    }
    draft.identifiers.add(new EventDraft.Identifier(role, text));
  }
}
