package dev.vitrine.adapters.gs1.xml;

/**
 * What the children of EPCIS's own elements are in JSON (EPCIS 2.0, XML Schema and JSON Schema). In
 * a container, names that it has no kind for are extensions.
 */
enum ElementKind {
  /** Text. */
  TEXT,
  /** A number. */
  NUMBER,
  /** True or false. */
  BOOLEAN,
  /** Text; an array of texts where it is there more than once. */
  TEXTS,
  /** An array of texts, each an element of its own. */
  TEXT_ARRAY,
  /** A list of {@code epc} elements. */
  EPCS("epc"),
  /** A list of {@code quantityElement} elements. */
  QUANTITIES("quantityElement"),
  /** Elements with attribute {@code type} and the identifier as their text. */
  TRANSACTIONS("bizTransaction"),
  /** The same. */
  SOURCES("source"),
  /** The same. */
  DESTINATIONS("destination"),
  /** A list of {@code sensorElement} elements. */
  SENSORS("sensorElement"),
  /** A list of {@code correctiveEventID} elements. */
  CORRECTIONS("correctiveEventID"),
  /** An element whose attributes are the members. */
  METADATA,
  /** Such elements, as an array. */
  REPORTS,
  /** An object of these children. */
  PLACE,
  /** The same. */
  ERROR,
  /** The same. */
  DISPOSITIONS,
  /** The same. */
  MASTER_DATA,
  /** The same. */
  QUANTITY,
  /** The same. */
  SENSOR,
  /** The same. */
  EVENT,
  /** An element that only holds what was added to its parent later; not there in JSON. */
  WRAPPER,
  /** An element of another name space, and what is in it. */
  EXTENSION;

  private final String item;

  ElementKind() {
    this("");
  }

  ElementKind(String item) {
    this.item = item;
  }

  /** What a child of this name is in this container. */
  ElementKind child(String name) {
    return switch (this) {
      case EVENT -> ofEvent(name);
      case PLACE -> name.equals("id") ? TEXT : wrapper(name);
      case ERROR ->
          switch (name) {
            case "declarationTime", "reason" -> TEXT;
            case "correctiveEventIDs" -> CORRECTIONS;
            default -> wrapper(name);
          };
      case DISPOSITIONS -> name.equals("set") || name.equals("unset") ? TEXT_ARRAY : EXTENSION;
      case MASTER_DATA -> wrapper(name);
      case QUANTITY ->
          switch (name) {
            case "epcClass", "uom" -> TEXT;
            case "quantity" -> NUMBER;
            default -> EXTENSION;
          };
      case SENSOR ->
          switch (name) {
            case "sensorMetadata" -> METADATA;
            case "sensorReport" -> REPORTS;
            default -> wrapper(name);
          };
      case METADATA -> TEXT;
      case REPORTS ->
          switch (name) {
            case "value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue" ->
                NUMBER;
            case "booleanValue" -> BOOLEAN;
            default -> TEXT;
          };
      default -> EXTENSION;
    };
  }

  /** The name of a list's items; empty for what is no list. */
  String item() {
    return item;
  }

  private static ElementKind ofEvent(String name) {
    return switch (name) {
      case "eventTime",
          "recordTime",
          "eventTimeZoneOffset",
          "eventID",
          "action",
          "bizStep",
          "disposition",
          "parentID",
          "transformationID" ->
          TEXT;
      case "certificationInfo" -> TEXTS;
      case "epcList", "childEPCs", "inputEPCList", "outputEPCList" -> EPCS;
      case "quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList" ->
          QUANTITIES;
      case "bizTransactionList" -> TRANSACTIONS;
      case "sourceList" -> SOURCES;
      case "destinationList" -> DESTINATIONS;
      case "sensorElementList" -> SENSORS;
      case "readPoint", "bizLocation" -> PLACE;
      case "errorDeclaration" -> ERROR;
      case "persistentDisposition" -> DISPOSITIONS;
      case "ilmd" -> MASTER_DATA;
      case "baseExtension" -> WRAPPER;
      default -> wrapper(name);
    };
  }

  private static ElementKind wrapper(String name) {
    return name.equals("extension") ? WRAPPER : EXTENSION;
  }
}
