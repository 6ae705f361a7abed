package dev.vitrine.adapters.gs1.event;

import static dev.vitrine.adapters.gs1.event.EventField.*;

import org.jspecify.annotations.Nullable;

/** The event types and which members each may and must have. */
enum EventType {
  OBJECT(
      "ObjectEvent",
      mask(EPC_LIST, QUANTITY_LIST, ACTION, PERSISTENT_DISPOSITION, ILMD),
      mask(ACTION)),
  AGGREGATION(
      "AggregationEvent", mask(PARENT_ID, CHILD_EPCS, CHILD_QUANTITY_LIST, ACTION), mask(ACTION)),
  TRANSACTION(
      "TransactionEvent",
      mask(PARENT_ID, EPC_LIST, QUANTITY_LIST, ACTION),
      mask(ACTION, BIZ_TRANSACTION_LIST)),
  TRANSFORMATION(
      "TransformationEvent",
      mask(
          INPUT_EPC_LIST,
          INPUT_QUANTITY_LIST,
          OUTPUT_EPC_LIST,
          OUTPUT_QUANTITY_LIST,
          TRANSFORMATION_ID,
          PERSISTENT_DISPOSITION,
          ILMD),
      0),
  ASSOCIATION(
      "AssociationEvent",
      mask(PARENT_ID, CHILD_EPCS, CHILD_QUANTITY_LIST, ACTION),
      mask(ACTION, PARENT_ID)),
  /** A vendor's own type, named by a URI. */
  EXTENDED("", -1, 0);

  private static final int COMMON_ALLOWED =
      mask(
          CONTEXT,
          TYPE,
          EVENT_TIME,
          RECORD_TIME,
          EVENT_TIME_ZONE_OFFSET,
          EVENT_ID,
          CERTIFICATION_INFO,
          ERROR_DECLARATION,
          BIZ_STEP,
          DISPOSITION,
          READ_POINT,
          BIZ_LOCATION,
          BIZ_TRANSACTION_LIST,
          SOURCE_LIST,
          DESTINATION_LIST,
          SENSOR_ELEMENT_LIST);
  private static final int COMMON_REQUIRED = mask(EVENT_TIME, EVENT_TIME_ZONE_OFFSET);

  private final String member;
  private final int allowed;
  private final int required;

  EventType(String member, int allowed, int required) {
    this.member = member;
    this.allowed = allowed;
    this.required = required;
  }

  int allowed() {
    return allowed | COMMON_ALLOWED;
  }

  int required() {
    return required | COMMON_REQUIRED;
  }

  /** The standard type of this name, or null. */
  static @Nullable EventType standard(String name) {
    return switch (name) {
      case "ObjectEvent" -> OBJECT;
      case "AggregationEvent" -> AGGREGATION;
      case "TransactionEvent" -> TRANSACTION;
      case "TransformationEvent" -> TRANSFORMATION;
      case "AssociationEvent" -> ASSOCIATION;
      default -> null;
    };
  }

  @Override
  public String toString() {
    return this == EXTENDED ? "this event" : member;
  }
}
