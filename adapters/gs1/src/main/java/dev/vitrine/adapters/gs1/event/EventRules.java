package dev.vitrine.adapters.gs1.event;

import static dev.vitrine.adapters.gs1.event.EventField.*;

import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.proofs.record.InvalidDocumentException;

/** The rules of the EPCIS JSON Schema that need the whole event. */
final class EventRules {
  private static final EventField[] FIELDS = EventField.values();

  private EventRules() {}

  static void check(JsonCursor cursor, EventDraft draft, boolean xml)
      throws InvalidDocumentException {
    if (!draft.has(TYPE)) {
      Fields.required(cursor, TYPE.member());
    }
    EventType type = draft.type;
    if (type == null) {
      return;
    }
    members(cursor, draft, type, xml);
    identifiers(cursor, draft, type);
    unique(cursor, draft, type);
    if (type == EventType.OBJECT
        && draft.has(ILMD)
        && ("OBSERVE".equals(draft.action) || "DELETE".equals(draft.action))) {
      cursor.problemAt(
          ILMD.member(),
          "ilmd-action",
          "Master data of an instance or lot is given only when it comes into being.",
          "Use action ADD, or leave ilmd out.");
    }
  }

  private static void members(JsonCursor cursor, EventDraft draft, EventType type, boolean xml)
      throws InvalidDocumentException {
    int missing = type.required() & ~draft.seen;
    int excess = draft.seen & ~type.allowed() & ~(xml ? PERSISTENT_DISPOSITION.bit() : 0);
    if ((missing | excess) != 0) {
      for (EventField field : FIELDS) {
        if ((missing & field.bit()) != 0) {
          Fields.required(cursor, field.member());
        }
        if ((excess & field.bit()) != 0) {
          cursor.problemAt(
              field.member(),
              "unknown-member",
              type + " has no such member.",
              "Leave it out, or use the event type that has it.");
        }
      }
    }
    if (type != EventType.EXTENDED) {
      for (String pointer : draft.unknownNames) {
        cursor
            .problems()
            .add(
                "unknown-member",
                pointer,
                "EPCIS 2.0 defines no such member here.",
                "Correct its name, or put it in your own name space as prefix:name.");
      }
    }
  }

  private static void identifiers(JsonCursor cursor, EventDraft draft, EventType type)
      throws InvalidDocumentException {
    boolean delete = "DELETE".equals(draft.action);
    switch (type) {
      case OBJECT ->
          need(
              cursor,
              draft.has(EPC_LIST)
                  || draft.hasItems(QUANTITY_LIST)
                  || (draft.hasItems(SENSOR_ELEMENT_LIST) && draft.has(READ_POINT)),
              EPC_LIST,
              "Give epcList or quantityList, or sensorElementList with readPoint.");
      case TRANSACTION -> {
        need(
            cursor,
            draft.has(EPC_LIST) || draft.hasItems(QUANTITY_LIST) || delete,
            EPC_LIST,
            "Give epcList or quantityList.");
        need(
            cursor,
            draft.hasItems(BIZ_TRANSACTION_LIST) || !draft.has(BIZ_TRANSACTION_LIST),
            BIZ_TRANSACTION_LIST,
            "Name at least one business transaction.");
      }
      case AGGREGATION, ASSOCIATION ->
          need(
              cursor,
              draft.hasItems(CHILD_EPCS) || draft.hasItems(CHILD_QUANTITY_LIST) || delete,
              CHILD_EPCS,
              "Give childEPCs or childQuantityList, or use action DELETE.");
      case TRANSFORMATION -> {
        boolean inputs = draft.hasItems(INPUT_EPC_LIST) || draft.hasItems(INPUT_QUANTITY_LIST);
        boolean outputs = draft.hasItems(OUTPUT_EPC_LIST) || draft.hasItems(OUTPUT_QUANTITY_LIST);
        boolean linked = draft.has(TRANSFORMATION_ID);
        need(
            cursor,
            inputs || (linked && outputs),
            INPUT_EPC_LIST,
            "Give inputs; one side is enough only with a transformationID.");
        need(
            cursor,
            outputs || (linked && inputs),
            OUTPUT_EPC_LIST,
            "Give outputs; one side is enough only with a transformationID.");
      }
      case EXTENDED -> {}
    }
  }

  private static void unique(JsonCursor cursor, EventDraft draft, EventType type)
      throws InvalidDocumentException {
    if (draft.repeating == 0 || (type != EventType.OBJECT && type != EventType.TRANSFORMATION)) {
      return;
    }
    for (EventField field : FIELDS) {
      if ((draft.repeating & field.bit()) != 0) {
        cursor.problemAt(
            field.member(),
            "duplicate-item",
            "An identifier is in the list twice.",
            "Name each identifier once.");
      }
    }
  }

  private static void need(JsonCursor cursor, boolean met, EventField field, String remedy)
      throws InvalidDocumentException {
    if (!met) {
      cursor.problemAt(
          field.member(), "required", "The event does not say what it is about.", remedy);
    }
  }
}
