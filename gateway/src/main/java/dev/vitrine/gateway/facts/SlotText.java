package dev.vitrine.gateway.facts;

import dev.vitrine.gateway.facts.AskedFact.Place;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/** Canonical values of slots from text, and text from values, for people. */
public final class SlotText {
  private SlotText() {}

  static Slot slot(List<Schema> schemas, Place of) {
    if (of.record() >= schemas.size()) {
      throw new IllegalArgumentException("there is no record " + of.record());
    }
    return schemas.get(of.record()).slot(of.slot());
  }

  /** The canonical bytes of a text or a decimal number in a slot. */
  static byte[] canonical(List<Schema> schemas, Place of, String value) {
    Slot slot = slot(schemas, of);
    if (slot.kind() != SlotKind.INT) {
      return value.getBytes(StandardCharsets.UTF_8);
    }
    long encoded =
        slot.encode(decimal(slot, value))
            .orElseThrow(
                () -> new IllegalArgumentException(slot.name() + " can't hold that number"));
    return ByteBuffer.allocate(Long.BYTES).putLong(encoded).array();
  }

  private static BigDecimal decimal(Slot slot, String value) {
    if (value.length() > 64) {
      throw new IllegalArgumentException(slot.name() + " can't hold that number");
    }
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(slot.name() + " holds numbers", e);
    }
  }

  /** A canonical value as text: a text as it is, a decimal number, a root in hex. */
  public static String value(Slot slot, byte[] bytes) {
    return switch (slot.kind()) {
      case TEXT -> new String(bytes, StandardCharsets.UTF_8);
      case INT -> slot.decode(ByteBuffer.wrap(bytes).getLong()).toPlainString();
      case ROOT -> HexFormat.of().formatHex(bytes);
    };
  }

  /** What a number means where it alone says little: a time, a date; otherwise empty. */
  public static String reading(Slot slot, BigDecimal value) {
    try {
      return switch (slot.unit()) {
        case "ms" -> Instant.ofEpochMilli(value.longValueExact()).toString();
        case "d" -> isDate(slot) ? LocalDate.ofEpochDay(value.longValueExact()).toString() : "";
        default -> "";
      };
    } catch (ArithmeticException | DateTimeException e) {
      return "";
    }
  }

  /** Days since 1970, not a length of time: bounds of an interval, and expiry dates. */
  private static boolean isDate(Slot slot) {
    return slot.name().endsWith(".lo")
        || slot.name().endsWith(".hi")
        || slot.name().equals("expiry");
  }
}
