package dev.vitrine.proofs.record;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One small schema with every kind of slot, and records of it. */
public final class TestSchemas {
  /** Slot positions. */
  public static final int STATUS = 0;

  public static final int TEMPERATURE = 1;
  public static final int UNIT = 2;
  public static final int PATIENT = 3;
  public static final int TIME = 4;
  public static final int EPCS = 5;
  public static final int DOCUMENT = 6;
  public static final int LEAVES = 7;

  /** The patient slot's value in {@link #record}: what presentations must never leak. */
  public static final String SECRET = "Patient/7c41-Maria-Secret";

  private TestSchemas() {}

  /** status, temperature (needs unit), unit, patient, time, epcs, document, leaves. */
  public static Schema schema() {
    return Schema.of(
        "test.reading.v1",
        List.of(
            Slot.text("status", "/status"),
            Slot.integer("temperature", "/value", 24, 3, 100_001, "Cel", "unit"),
            Slot.text("unit", "/unit"),
            Slot.provableText("patient", "/subject/\"reference\"\\"),
            Slot.integer("time", "/time", 48, 0, 0, "ms"),
            Slot.root("epcs", "/epcList")));
  }

  /** The elements of {@link #record}'s list: of five, two are the same. */
  public static List<byte[]> epcs() {
    return List.of(utf8("epc:1"), utf8("epc:2"), utf8("epc:3"), utf8("epc:2"), utf8("epc:4"));
  }

  /** The elements of {@link #record}'s leaves. */
  public static List<byte[]> leaves() {
    return List.of(
        new Element("/status", 's', "final").bytes(),
        new Element("/subject/reference", 's', SECRET).bytes(),
        new Element("/value", 'n', "4.20").bytes());
  }

  /** A record that differs by {@code number} in its temperature; its time is absent. */
  public static TypedRecord record(int number) {
    Schema schema = schema();
    return TypedRecord.of(schema, utf8("{\"n\":" + number + "}"), "application/json")
        .text("status", "final")
        .integer("temperature", schema.slot("temperature").encode(4200 + number))
        .text("unit", "Cel")
        .text("patient", SECRET)
        .list("epcs", epcs())
        .list("leaves", leaves())
        .tag("patient", SECRET)
        .build();
  }

  /** UTF-8 bytes. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** 32 bytes that count up from {@code first}. */
  public static byte[] seed(int first) {
    byte[] seed = new byte[32];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (byte) (first + i);
    }
    return seed;
  }
}
