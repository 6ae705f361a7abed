package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.record.TestSchemas.utf8;

import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.TypedRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Two schemas of which facts can be proved, and records of them; null leaves a slot absent. */
final class Readings {
  static final int STATUS = 0;
  static final int VALUE = 1;
  static final int UNIT = 2;
  static final int SUBJECT = 3;
  static final int TIME = 4;
  static final int BORN_LO = 5;
  static final int BORN_HI = 6;
  static final int LIMIT = 7;
  static final int COUNT = 8;
  static final int NOTE = 9;

  /** Of the other schema. */
  static final int ITEM = 0;

  static final int PARCELS = 1;
  static final int SHIPPED = 2;
  static final int RECIPIENT = 3;

  static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
  static final String MARIA = "Patient/7c41-Maria-Secret";
  static final String JONAS = "Patient/9d02-Jonas-Secret";

  static final Schema SCHEMA =
      Schema.of(
          "test.fact.v1",
          List.of(
              Slot.text("status", "/status"),
              Slot.integer("value", "/value", 24, 3, 100_001, "Cel", "unit"),
              Slot.text("unit", "/unit"),
              Slot.provableText("subject", "/subject"),
              Slot.integer("time", "/time", 48, 0, 0, "ms"),
              Slot.integer("born.lo", "/birthDate", 24, 0, 400_000, "d"),
              Slot.integer("born.hi", "/birthDate", 24, 0, 400_000, "d"),
              Slot.integer("limit", "/limit", 24, 3, 100_001, "Cel", "unit"),
              Slot.integer("count", "/count", 16, 0, 1, "1"),
              Slot.provableText("note", "/note")));

  static final Schema SHIPMENTS =
      Schema.of(
          "test.shipment.v1",
          List.of(
              Slot.provableText("item", "/item"),
              Slot.integer("parcels", "/parcels", 16, 0, 1, "1"),
              Slot.integer("time", "/time", 48, 0, 0, "ms"),
              Slot.provableText("recipient", "/recipient")));

  private Readings() {}

  static TypedRecord reading(
      @Nullable String value,
      @Nullable String subject,
      @Nullable Integer minutes,
      @Nullable String bornFrom,
      @Nullable String bornTo,
      @Nullable Integer count) {
    String document = value + subject + minutes + bornFrom + bornTo + count;
    return TypedRecord.of(SCHEMA, utf8(document), "text/plain")
        .text("status", "final")
        .integer("value", encoded(SCHEMA, VALUE, value))
        .text("unit", "Cel")
        .text("subject", subject)
        .integer("time", time(minutes))
        .integer("born.lo", encoded(SCHEMA, BORN_LO, day(bornFrom)))
        .integer("born.hi", encoded(SCHEMA, BORN_HI, day(bornTo)))
        .integer("limit", encoded(SCHEMA, LIMIT, value == null ? null : "8.000"))
        .integer("count", encoded(SCHEMA, COUNT, count == null ? null : count.toString()))
        .text("note", subject == null ? null : "note of " + subject)
        .build();
  }

  static TypedRecord shipment(String item, int parcels, int minutes, String recipient) {
    return TypedRecord.of(SHIPMENTS, utf8(item + parcels + minutes), "text/plain")
        .text("item", item)
        .integer("parcels", encoded(SHIPMENTS, PARCELS, String.valueOf(parcels)))
        .integer("time", time(minutes))
        .text("recipient", recipient)
        .build();
  }

  static long millis(int minutes) {
    return START.plusSeconds(60L * minutes).toEpochMilli();
  }

  private static OptionalLong time(@Nullable Integer minutes) {
    return minutes == null ? OptionalLong.empty() : OptionalLong.of(millis(minutes));
  }

  private static @Nullable String day(@Nullable String date) {
    return date == null ? null : String.valueOf(LocalDate.parse(date).toEpochDay());
  }

  private static OptionalLong encoded(Schema schema, int slot, @Nullable String value) {
    return value == null
        ? OptionalLong.empty()
        : schema.slots().get(slot).encode(new BigDecimal(value));
  }
}
