package dev.vitrine.adapters.gs1.event;

import static dev.vitrine.adapters.gs1.event.SensorSchema.SCHEMA;

import dev.vitrine.adapters.gs1.time.Timestamps;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.TypedRecord;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Turns one checked sensor report into its record. */
final class SensorRecords {
  private final TypedRecord.Builder record;

  private SensorRecords(TypedRecord.Builder record) {
    this.record = record;
  }

  static TypedRecord build(
      SensorDraft report,
      TypedRecord event,
      Slices slices,
      String mediaType,
      @Nullable String eventId) {
    byte[] document = slices.of(report.start, report.end);
    SensorRecords records = new SensorRecords(TypedRecord.of(SCHEMA, document, mediaType));
    records.record.link(SensorSchema.EVENT, event);
    records.texts(report);
    records.times(report);
    records.numbers(report);
    return records
        .record
        .list(Schema.LEAVES, report.leaves)
        .tag("eventID", eventId)
        .tag("device", device(report))
        .build();
  }

  private static @Nullable String device(SensorDraft report) {
    return report.device != null ? report.device : report.metadata.device;
  }

  private void texts(SensorDraft report) {
    record
        .text(SensorSchema.TYPE, report.type)
        .text(SensorSchema.UOM, report.uom)
        .text(SensorSchema.COMPONENT, report.component)
        .text(SensorSchema.EXCEPTION, report.exception)
        .text(SensorSchema.STRING_VALUE, report.stringValue)
        .text(SensorSchema.BOOLEAN_VALUE, report.booleanValue)
        .text(SensorSchema.DEVICE, device(report))
        .text(
            SensorSchema.DEVICE_METADATA,
            report.deviceMetadata != null ? report.deviceMetadata : report.metadata.deviceMetadata)
        .text(SensorSchema.SUBSTANCE, report.substance)
        .text(SensorSchema.REFERENCE_SYSTEM, report.referenceSystem);
  }

  private void times(SensorDraft report) {
    time(
        SensorSchema.TIME,
        report.time != Timestamps.MALFORMED ? report.time : report.metadata.time);
    time(SensorSchema.START_TIME, report.metadata.startTime);
    time(SensorSchema.END_TIME, report.metadata.endTime);
  }

  private void numbers(SensorDraft report) {
    if (Celsius.measures(report.type)) {
      put(SensorSchema.CELSIUS, Celsius.of(report.value, report.uom));
    }
    put(SensorSchema.VALUE, Numbers.of(report.value));
    put(SensorSchema.MIN_VALUE, Numbers.of(report.minValue));
    put(SensorSchema.MAX_VALUE, Numbers.of(report.maxValue));
    put(SensorSchema.MEAN_VALUE, Numbers.of(report.meanValue));
    put(SensorSchema.S_DEV, Numbers.of(report.sDev));
    BigDecimal rank = Numbers.of(report.percRank);
    put(SensorSchema.PERC_RANK, rank);
    boolean ranked = rank != null && SCHEMA.slot(SensorSchema.PERC_RANK).encode(rank).isPresent();
    if (ranked) {
      put(SensorSchema.PERC_VALUE, Numbers.of(report.percValue));
    }
  }

  private void time(String slot, long millis) {
    if (millis > Timestamps.NOT_EXACT) {
      record.integer(slot, SCHEMA.slot(slot).encode(millis));
    }
  }

  private void put(String slot, @Nullable BigDecimal value) {
    if (value != null) {
      record.integer(slot, SCHEMA.slot(slot).encode(value));
    }
  }
}
