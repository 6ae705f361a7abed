package dev.vitrine.adapters.gs1.event;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members EPCIS 2.0 defines for events. */
enum EventField {
  CONTEXT("@context"),
  TYPE("type"),
  EVENT_TIME("eventTime"),
  RECORD_TIME("recordTime"),
  EVENT_TIME_ZONE_OFFSET("eventTimeZoneOffset"),
  EVENT_ID("eventID"),
  CERTIFICATION_INFO("certificationInfo"),
  ERROR_DECLARATION("errorDeclaration"),
  ACTION("action"),
  EPC_LIST("epcList"),
  QUANTITY_LIST("quantityList"),
  PARENT_ID("parentID"),
  CHILD_EPCS("childEPCs"),
  CHILD_QUANTITY_LIST("childQuantityList"),
  INPUT_EPC_LIST("inputEPCList"),
  INPUT_QUANTITY_LIST("inputQuantityList"),
  OUTPUT_EPC_LIST("outputEPCList"),
  OUTPUT_QUANTITY_LIST("outputQuantityList"),
  TRANSFORMATION_ID("transformationID"),
  BIZ_STEP("bizStep"),
  DISPOSITION("disposition"),
  PERSISTENT_DISPOSITION("persistentDisposition"),
  READ_POINT("readPoint"),
  BIZ_LOCATION("bizLocation"),
  BIZ_TRANSACTION_LIST("bizTransactionList"),
  SOURCE_LIST("sourceList"),
  DESTINATION_LIST("destinationList"),
  SENSOR_ELEMENT_LIST("sensorElementList"),
  ILMD("ilmd");

  private static final Map<String, EventField> BY_NAME = new HashMap<>();

  static {
    for (EventField field : values()) {
      BY_NAME.put(field.member, field);
    }
  }

  private final String member;

  EventField(String member) {
    this.member = member;
  }

  String member() {
    return member;
  }

  /** One bit in masks that live only as long as an event is read. */
  @SuppressWarnings("EnumOrdinal") // never stored or sent
  int bit() {
    return 1 << ordinal();
  }

  /** Whether identifiers under it are inputs, not what the event is about. */
  boolean input() {
    return this == INPUT_EPC_LIST || this == INPUT_QUANTITY_LIST;
  }

  static @Nullable EventField of(String name) {
    return BY_NAME.get(name);
  }

  static int mask(EventField... fields) {
    int mask = 0;
    for (EventField field : fields) {
      mask |= field.bit();
    }
    return mask;
  }
}
