package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.adapters.gs1.json.RootType;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a whole document: an EPCISDocument, an EPCISQueryDocument, or one bare event. */
public final class DocumentReader {
  private static final Set<String> DOCUMENT =
      Set.of("@context", "type", "schemaVersion", "creationDate", "epcisBody");
  private static final Set<String> QUERY_DOCUMENT = Set.of("@context", "type", "epcisBody");

  private final JsonCursor cursor;
  private final EventReader events;
  private final List<Submission> submissions = new ArrayList<>();
  private int eventCount;
  private boolean contextSeen;

  private DocumentReader(JsonCursor cursor, Slices slices, String mediaType, Sender sender) {
    this.cursor = cursor;
    this.events = new EventReader(cursor, slices, mediaType, sender);
  }

  /**
   * Every event of a document, in order.
   *
   * @param body JSON
   * @param slices where the bytes of its events are
   * @param mediaType of those bytes
   * @throws InvalidDocumentException with up to {@link EpcisLimits#PROBLEMS} problems
   */
  public static List<Submission> read(byte[] body, Slices slices, String mediaType, Sender sender)
      throws InvalidDocumentException {
    Problems problems = new Problems();
    try (JsonCursor cursor = JsonCursor.open(body, problems)) {
      DocumentReader reader = new DocumentReader(cursor, slices, mediaType, sender);
      reader.root(RootType.of(body));
      cursor.end();
      problems.refuseIfAny();
      if (reader.submissions.isEmpty()) {
        throw problems.fatal(
            "no-events", "", "The document holds no event.", "Send at least one event.");
      }
      return reader.submissions;
    }
  }

  private void root(@Nullable String type) throws InvalidDocumentException {
    if (!cursor.isObject()) {
      throw cursor
          .problems()
          .fatal(
              "type",
              "",
              "The document must be a JSON object.",
              "Send an EPCISDocument, an EPCISQueryDocument or one event.");
    }
    if ("EPCISDocument".equals(type)) {
      document(false);
    } else if ("EPCISQueryDocument".equals(type)) {
      document(true);
    } else {
      events.read().ifPresent(submissions::add);
    }
  }

  private void document(boolean query) throws InvalidDocumentException {
    Set<String> missing = new TreeSet<>(query ? QUERY_DOCUMENT : DOCUMENT);
    cursor.enterObject();
    String name;
    while ((name = cursor.nextMember()) != null) {
      missing.remove(name);
      switch (name) {
        case "@context" -> {
          contextSeen = true;
          events.context(Contexts.take(cursor, Context.NONE));
        }
        case "type", "instanceIdentifier", "sender", "receiver" -> Fields.text(cursor);
        case "id" -> Fields.uri(cursor);
        case "creationDate" -> Fields.time(cursor);
        case "schemaVersion" -> schemaVersion();
        case "epcisHeader" -> {
          // master data of parties and places: its form is the sender's business, nothing is kept
          if (Fields.object(cursor)) {
            while (cursor.nextMember() != null) {
              cursor.takeAny();
            }
          }
        }
        case "epcisBody" -> {
          if (!contextSeen) {
            events.context(Contexts.ahead(cursor.body()));
          }
          body(query);
        }
        default -> Fields.extension(cursor, name);
      }
    }
    for (String member : missing) {
      Fields.required(cursor, member);
    }
  }

  private void schemaVersion() throws InvalidDocumentException {
    String version = Fields.text(cursor);
    if (version == null) {
      return;
    }
    boolean digitBefore = false;
    boolean good = true;
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      good &= digit || (c == '.' && digitBefore);
      digitBefore = digit;
    }
    if (!good || !digitBefore) {
      cursor.problem("schema-version", "This must be a version number.", "Write it as 2.0.");
    }
  }

  private void body(boolean query) throws InvalidDocumentException {
    String wanted = query ? "queryResults" : "eventList";
    boolean found = false;
    if (!Fields.object(cursor)) {
      return;
    }
    String name;
    while ((name = cursor.nextMember()) != null) {
      if (!name.equals(wanted)) {
        Fields.extension(cursor, name);
        continue;
      }
      found = true;
      if (query) {
        queryResults();
      } else {
        eventList();
      }
    }
    if (!found) {
      Fields.required(cursor, wanted);
    }
  }

  private void queryResults() throws InvalidDocumentException {
    boolean named = false;
    boolean found = false;
    if (!Fields.object(cursor)) {
      return;
    }
    String name;
    while ((name = cursor.nextMember()) != null) {
      switch (name) {
        case "queryName" -> {
          named = true;
          Fields.text(cursor);
        }
        case "subscriptionID" -> Fields.text(cursor);
        case "resultsBody" -> {
          found = true;
          resultsBody();
        }
        default -> Fields.extension(cursor, name);
      }
    }
    if (!named) {
      Fields.required(cursor, "queryName");
    }
    if (!found) {
      Fields.required(cursor, "resultsBody");
    }
  }

  private void resultsBody() throws InvalidDocumentException {
    boolean found = false;
    if (!Fields.object(cursor)) {
      return;
    }
    String name;
    while ((name = cursor.nextMember()) != null) {
      switch (name) {
        case "eventList" -> {
          found = true;
          eventList();
        }
        case "vocabularyList" -> cursor.takeAny();
        default -> Fields.extension(cursor, name);
      }
    }
    if (!found) {
      Fields.required(cursor, "eventList");
    }
  }

  private void eventList() throws InvalidDocumentException {
    if (!Fields.array(cursor)) {
      return;
    }
    while (cursor.nextItem()) {
      if (++eventCount > EpcisLimits.EVENTS) {
        throw cursor
            .problems()
            .fatal(
                "limit",
                cursor.pointer(),
                "The document has more than " + EpcisLimits.EVENTS + " events.",
                "Send them in several documents.");
      }
      events.read().ifPresent(submissions::add);
    }
  }
}
