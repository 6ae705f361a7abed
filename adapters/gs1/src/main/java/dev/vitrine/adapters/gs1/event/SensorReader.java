package dev.vitrine.adapters.gs1.event;

import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.adapters.gs1.json.LeafList;
import dev.vitrine.adapters.gs1.vocabulary.CoreVocabularies;
import dev.vitrine.proofs.record.InvalidDocumentException;

/** Reads {@code sensorElementList}. */
final class SensorReader {
  private final JsonCursor cursor;
  private final EventDraft draft;
  private final LeafList leaves;
  private final int origin;
  private final boolean xml;

  SensorReader(JsonCursor cursor, EventDraft draft, LeafList leaves, int origin, boolean xml) {
    this.xml = xml;
    this.cursor = cursor;
    this.draft = draft;
    this.leaves = leaves;
    this.origin = origin;
  }

  void list() throws InvalidDocumentException {
    if (!Fields.array(cursor)) {
      return;
    }
    while (cursor.nextItem()) {
      draft.filled |= EventField.SENSOR_ELEMENT_LIST.bit();
      element();
    }
  }

  private void element() throws InvalidDocumentException {
    if (!Fields.object(cursor)) {
      return;
    }
    SensorDraft.Metadata metadata = new SensorDraft.Metadata();
    boolean reports = false;
    String name;
    while ((name = cursor.nextMember()) != null) {
      switch (name) {
        case "sensorMetadata" -> metadata(metadata);
        case "sensorReport" -> {
          reports = true;
          reports(metadata);
        }
        default -> Fields.extension(cursor, name);
      }
    }
    if (!reports) {
      Fields.required(cursor, "sensorReport");
    }
  }

  private void metadata(SensorDraft.Metadata metadata) throws InvalidDocumentException {
    if (!Fields.object(cursor)) {
      return;
    }
    String name;
    while ((name = cursor.nextMember()) != null) {
      switch (name) {
        case "time" -> metadata.time = Fields.time(cursor);
        case "startTime" -> metadata.startTime = Fields.time(cursor);
        case "endTime" -> metadata.endTime = Fields.time(cursor);
        case "deviceID" -> metadata.device = Fields.uri(cursor);
        case "deviceMetadata" -> metadata.deviceMetadata = Fields.uri(cursor);
        case "rawData", "dataProcessingMethod", "bizRules" -> Fields.uri(cursor);
        default -> Fields.extension(cursor, name);
      }
    }
  }

  private void reports(SensorDraft.Metadata metadata) throws InvalidDocumentException {
    if (!Fields.array(cursor)) {
      return;
    }
    boolean any = false;
    while (cursor.nextItem()) {
      any = true;
      if (draft.sensors.size() >= EpcisLimits.SENSOR_REPORTS) {
        throw cursor
            .problems()
            .fatal(
                "limit",
                cursor.pointer(),
                "The event has more than " + EpcisLimits.SENSOR_REPORTS + " sensor reports.",
                "Send the series in several events.");
      }
      report(new SensorDraft(metadata));
    }
    if (!any) {
      cursor.problem("empty", "The list must not be empty.", "Give at least one report.");
    }
  }

  private void report(SensorDraft report) throws InvalidDocumentException {
    if (!Fields.object(cursor)) {
      return;
    }
    report.start = cursor.bytePosition() - 1;
    int first = leaves.size();
    boolean typed = false;
    String name;
    while ((name = cursor.nextMember()) != null) {
      typed |= name.equals("type");
      member(report, name);
    }
    report.end = cursor.bytePosition();
    report.leaves = leaves.since(first, cursor.pointerBytes() - origin);
    if (!typed && !(xml && report.exception != null)) {
      Fields.required(cursor, "type");
    }
    draft.sensors.add(report);
  }

  private void member(SensorDraft report, String name) throws InvalidDocumentException {
    switch (name) {
      case "type" -> report.type = Fields.word(cursor, CoreVocabularies.MEASUREMENT);
      case "exception" -> report.exception = Fields.word(cursor, CoreVocabularies.SENSOR_ALERT);
      case "component" -> report.component = Fields.word(cursor, CoreVocabularies.COMPONENT);
      case "deviceID" -> report.device = Fields.uri(cursor);
      case "deviceMetadata" -> report.deviceMetadata = Fields.uri(cursor);
      case "chemicalSubstance" -> report.substance = Fields.uri(cursor);
      case "microorganism" -> {
        String organism = Fields.uri(cursor);
        if (report.substance == null) {
          report.substance = organism;
        }
      }
      case "coordinateReferenceSystem" -> report.referenceSystem = Fields.uri(cursor);
      case "rawData", "dataProcessingMethod", "bizRules", "uriValue" -> Fields.uri(cursor);
      case "time" -> report.time = Fields.time(cursor);
      case "value" -> report.value = Fields.number(cursor);
      case "minValue" -> report.minValue = Fields.number(cursor);
      case "maxValue" -> report.maxValue = Fields.number(cursor);
      case "meanValue" -> report.meanValue = Fields.number(cursor);
      case "sDev" -> report.sDev = Fields.number(cursor);
      case "percRank" -> report.percRank = Fields.number(cursor);
      case "percValue" -> report.percValue = Fields.number(cursor);
      case "uom" -> report.uom = Fields.text(cursor);
      case "stringValue" -> report.stringValue = Fields.text(cursor);
      case "booleanValue" -> report.booleanValue = Fields.bool(cursor);
      case "hexBinaryValue" -> hex();
      default -> Fields.extension(cursor, name);
    }
  }

  private void hex() throws InvalidDocumentException {
    String text = Fields.text(cursor);
    if (text == null) {
      return;
    }
    boolean good = !text.isEmpty();
    for (int i = 0; i < text.length(); i++) {
      good &= Character.digit(text.charAt(i), 16) >= 0 && text.charAt(i) < 0x80;
    }
    if (!good) {
      cursor.problem("hex-binary", "This must be hexadecimal digits.", "Write it as f0f0.");
    }
  }
}
