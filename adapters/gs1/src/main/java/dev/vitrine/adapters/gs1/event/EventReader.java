package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.hash.EventHash;
import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.adapters.gs1.json.LeafList;
import dev.vitrine.adapters.gs1.json.Node;
import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.adapters.gs1.profile.Profile;
import dev.vitrine.adapters.gs1.time.Timestamps;
import dev.vitrine.adapters.gs1.vocabulary.CoreVocabularies;
import dev.vitrine.adapters.gs1.vocabulary.Uris;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Submission;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the event a cursor stands on: checks it, and makes its records, in one pass. */
final class EventReader {
  private final JsonCursor cursor;
  private final Slices slices;
  private final String mediaType;
  private final Sender sender;
  private Context context = Context.NONE;
  private int sensorReports;
  private int contextChars;
  private long expandedChars;

  EventReader(JsonCursor cursor, Slices slices, String mediaType, Sender sender) {
    this.cursor = cursor;
    this.slices = slices;
    this.mediaType = mediaType;
    this.sender = sender;
  }

  /** What the document around the events that follow declares. */
  void context(Context declared) {
    context = declared;
  }

  /** The event's records; empty where the document is going to be refused anyway. */
  Optional<Submission> read() throws InvalidDocumentException {
    if (!cursor.isObject()) {
      Fields.object(cursor);
      return Optional.empty();
    }
    int origin = cursor.pointerBytes();
    EventDraft draft = new EventDraft();
    LeafList leaves = cursor.startLeaves();
    Members members = new Members(draft, leaves, origin);
    Node tree = cursor.startTree();
    cursor.enterObject();
    int start = cursor.bytePosition() - 1;
    draft.context = slices.context(start, context);
    String name;
    while ((name = cursor.nextMember()) != null) {
      members.member(name);
    }
    int end = cursor.bytePosition();
    cursor.stopLeaves();
    cursor.stopTree();
    sensorReports += draft.sensors.size();
    if (sensorReports > EpcisLimits.DOCUMENT_SENSOR_REPORTS) {
      throw cursor
          .problems()
          .fatal(
              "limit",
              cursor.pointer(),
              "The document has more than "
                  + EpcisLimits.DOCUMENT_SENSOR_REPORTS
                  + " sensor reports.",
              "Send the events in several documents.");
    }
    EventRules.check(cursor, draft, slices.bySchemaOfXml());
    declared(draft, leaves);
    if (!cursor.problems().none()) {
      return Optional.empty();
    }
    if (!meets(sender.profiles(), start, end, draft.context)) {
      return Optional.empty();
    }
    hash(draft, tree);
    byte[] document = slices.of(start, end);
    return Optional.of(
        new EventRecords(draft, document, mediaType, sender.party()).build(slices, leaves.all()));
  }

  /** Looks at the event once more, as a whole: only for senders that have a profile. */
  private boolean meets(List<Profile> profiles, int start, int end, Context declared)
      throws InvalidDocumentException {
    if (profiles.isEmpty()) {
      return true;
    }
    EpcisEvent event =
        EpcisEvent.read(Arrays.copyOfRange(cursor.body(), start, end), declared.prefixes());
    for (Profile profile : profiles) {
      for (Problem problem : profile.check(event)) {
        cursor
            .problems()
            .add(
                problem.code(),
                cursor.pointer() + problem.location(),
                problem.reason(),
                problem.remedy());
      }
    }
    return cursor.problems().none();
  }

  private void hash(EventDraft draft, Node tree) throws InvalidDocumentException {
    EventHash.Result hash =
        EventHash.of(tree, draft.context.prefixes(), draft.eventId, slices.bySchemaOfXml());
    expandedChars += hash.expanded();
    if (expandedChars > EpcisLimits.EXPANDED_CHARS) {
      throw cursor
          .problems()
          .fatal(
              "limit",
              cursor.pointer(),
              "The names of all events together, with their name spaces, are too long.",
              "Use shorter name spaces, or send the events in several documents.");
    }
    draft.hash = hash;
  }

  /** What must hold of prefixes once all are known: a context may stand behind their use. */
  private void declared(EventDraft draft, LeafList leaves) throws InvalidDocumentException {
    if (leaves.contexts() > (draft.has(EventField.CONTEXT) ? 1 : 0)) {
      cursor.problem(
          "context",
          "A context stands inside the event.",
          "Declare its prefixes in the document's or the event's context.");
    }
    Set<String> used = new HashSet<>(leaves.names().all());
    if (draft.context.unknown()) {
      for (String prefix : used) {
        if (draft.context.nameSpace(prefix) == null) {
          cursor.problem(
              "context",
              "A name's prefix is not declared here, and a context that is not known may do so.",
              "Declare the prefixes of all names in the document's or the event's context.");
          break;
        }
      }
    }
    used.addAll(leaves.words().all());
    draft.usedContext = draft.context.slot(used);
    draft.resolveMasterData();
    contextChars += draft.usedContext == null ? 0 : draft.usedContext.length();
    if (contextChars > EpcisLimits.CONTEXT_CHARS) {
      throw cursor
          .problems()
          .fatal(
              "limit",
              cursor.pointer(),
              "The name spaces of all events together are too long.",
              "Use shorter ones, or send the events in several documents.");
    }
  }

  /** One event's members. */
  private final class Members {
    private final EventDraft draft;
    private final LeafList leaves;
    private final ListReader lists;
    private final SensorReader sensors;

    Members(EventDraft draft, LeafList leaves, int origin) {
      this.draft = draft;
      this.leaves = leaves;
      this.lists = new ListReader(cursor, draft);
      this.sensors = new SensorReader(cursor, draft, leaves, origin, slices.bySchemaOfXml());
    }

    void member(String name) throws InvalidDocumentException {
      EventField field = EventField.of(name);
      if (field == null) {
        extension(name);
        return;
      }
      draft.seen |= field.bit();
      switch (field) {
        case CONTEXT -> draft.context = Contexts.take(cursor, draft.context);
        case TYPE -> type();
        case EVENT_TIME -> draft.eventTime = Fields.time(cursor);
        case RECORD_TIME -> draft.recordTime = Fields.time(cursor);
        case EVENT_TIME_ZONE_OFFSET -> zoneOffset();
        case EVENT_ID -> draft.eventId = Fields.uri(cursor);
        case CERTIFICATION_INFO -> lists.uris();
        case ERROR_DECLARATION -> errorDeclaration();
        case ACTION -> action();
        case EPC_LIST, CHILD_EPCS, INPUT_EPC_LIST, OUTPUT_EPC_LIST -> lists.epcs(field);
        case QUANTITY_LIST, CHILD_QUANTITY_LIST, INPUT_QUANTITY_LIST, OUTPUT_QUANTITY_LIST ->
            lists.quantities(field);
        case PARENT_ID -> parent();
        case TRANSFORMATION_ID -> draft.transformation = Fields.uri(cursor);
        case BIZ_STEP -> draft.bizStep = Fields.word(cursor, CoreVocabularies.BIZ_STEP);
        case DISPOSITION -> draft.disposition = Fields.word(cursor, CoreVocabularies.DISPOSITION);
        case PERSISTENT_DISPOSITION -> lists.persistentDisposition();
        case READ_POINT -> draft.readPoint = Fields.place(cursor);
        case BIZ_LOCATION -> draft.bizLocation = Fields.place(cursor);
        case BIZ_TRANSACTION_LIST ->
            lists.typed(
                field,
                "bizTransaction",
                CoreVocabularies.BIZ_TRANSACTION,
                false,
                draft.bizTransactions);
        case SOURCE_LIST ->
            lists.typed(field, "source", CoreVocabularies.SOURCE_DESTINATION, true, draft.sources);
        case DESTINATION_LIST ->
            lists.typed(
                field,
                "destination",
                CoreVocabularies.SOURCE_DESTINATION,
                true,
                draft.destinations);
        case SENSOR_ELEMENT_LIST -> sensors.list();
        case ILMD -> ilmd();
      }
    }

    private void extension(String name) throws InvalidDocumentException {
      if (!Uris.isUri(name) && draft.unknownNames.size() < 2) {
        draft.unknownNames.add(cursor.pointer());
      }
      int first = leaves.size();
      cursor.takeAny();
      draft.extensions.addAll(leaves.since(first));
    }

    private void type() throws InvalidDocumentException {
      if (!cursor.isString()) {
        Fields.text(cursor);
        return;
      }
      String name = cursor.takeWord();
      draft.typeName = name;
      draft.type = EventType.standard(name);
      if (draft.type == null && Uris.isUri(name)) {
        draft.type = EventType.EXTENDED;
      }
      if (draft.type == null) {
        cursor.problem(
            "vocabulary",
            "EPCIS 2.0 has no such event type, and it is not a URI of one's own.",
            "Use ObjectEvent, AggregationEvent, TransactionEvent, TransformationEvent,"
                + " AssociationEvent, or a URI.");
      }
    }

    private void action() throws InvalidDocumentException {
      String action = Fields.text(cursor);
      if (action == null) {
        return;
      }
      draft.action = action;
      if (!action.equals("ADD") && !action.equals("OBSERVE") && !action.equals("DELETE")) {
        cursor.problem("action", "This must be ADD, OBSERVE or DELETE.", "Use one of the three.");
      }
    }

    private void zoneOffset() throws InvalidDocumentException {
      String text = Fields.text(cursor);
      if (text == null) {
        return;
      }
      draft.zoneOffset = Timestamps.zoneOffset(text);
      if (draft.zoneOffset == Integer.MIN_VALUE) {
        cursor.problem(
            "zone-offset",
            "This must be an offset from UTC between -14:00 and +14:00.",
            "Write it as +01:00.");
      }
    }

    private void parent() throws InvalidDocumentException {
      draft.parent = Fields.uri(cursor);
      if (draft.parent != null) {
        lists.identifier(EventField.PARENT_ID, draft.parent);
      }
    }

    private void errorDeclaration() throws InvalidDocumentException {
      if (!Fields.object(cursor)) {
        return;
      }
      boolean timed = false;
      String name;
      while ((name = cursor.nextMember()) != null) {
        switch (name) {
          case "declarationTime" -> {
            timed = true;
            draft.errorTime = Fields.time(cursor);
          }
          case "reason" -> draft.errorReason = Fields.word(cursor, CoreVocabularies.ERROR_REASON);
          case "correctiveEventIDs" -> {
            if (Fields.array(cursor)) {
              while (cursor.nextItem()) {
                Fields.uri(cursor);
              }
            }
          }
          default -> Fields.extension(cursor, name);
        }
      }
      if (!timed) {
        Fields.required(cursor, "declarationTime");
      }
    }

    private void ilmd() throws InvalidDocumentException {
      if (!Fields.object(cursor)) {
        return;
      }
      int first = leaves.size();
      String name;
      while ((name = cursor.nextMember()) != null) {
        if (MasterData.mayBeSlot(name) && Uris.isUri(name) && cursor.isString()) {
          draft.masterData.add(new EventDraft.Attribute(name, cursor.takeString()));
        } else {
          Fields.extension(cursor, name);
        }
      }
      draft.ilmd = leaves.since(first);
    }
  }
}
