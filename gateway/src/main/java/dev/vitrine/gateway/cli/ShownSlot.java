package dev.vitrine.gateway.cli;

import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.Slot;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A slot or element that a presentation shows, decoded.
 *
 * @param name the slot's, or for an element {@code slot pointer}
 * @param value a text, a decimal number or hex; null where the record has none
 * @param unit of a number; may be empty
 * @param reading for people, where the plain value says little, as a time; may be empty
 */
record ShownSlot(String name, @Nullable String value, String unit, String reading) {
  /** How an absent value is written for people. */
  static final String ABSENT = "ABSENT";

  /** All that {@code statement} shows, in the schema's order, elements behind their slot. */
  static List<ShownSlot> of(Statement statement) {
    List<ShownSlot> all = new ArrayList<>();
    statement.records().forEach(claim -> add(claim, all));
    return all;
  }

  private static void add(RecordClaim claim, List<ShownSlot> all) {
    claim
        .shown()
        .forEach(
            (position, value) -> {
              Slot slot = claim.schema().slots().get(position);
              all.add(of(slot, value));
              for (byte[] element : claim.elements().getOrDefault(position, List.of())) {
                all.add(element(slot, element));
              }
            });
  }

  private static ShownSlot of(Slot slot, Optional<byte[]> value) {
    if (value.isEmpty()) {
      return new ShownSlot(slot.name(), null, "", "");
    }
    byte[] bytes = value.get();
    return switch (slot.kind()) {
      case TEXT -> new ShownSlot(slot.name(), new String(bytes, StandardCharsets.UTF_8), "", "");
      case INT -> number(slot, slot.decode(ByteBuffer.wrap(bytes).getLong()));
      case ROOT -> new ShownSlot(slot.name(), HexFormat.of().formatHex(bytes), "", "root");
    };
  }

  private static ShownSlot number(Slot slot, BigDecimal value) {
    return new ShownSlot(slot.name(), value.toPlainString(), slot.unit(), reading(slot, value));
  }

  private static String reading(Slot slot, BigDecimal value) {
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

  private static ShownSlot element(Slot slot, byte[] bytes) {
    return Element.of(bytes)
        .map(e -> new ShownSlot(slot.name() + " " + e.pointer(), e.value(), "", ""))
        .orElseGet(
            () ->
                new ShownSlot(
                    slot.name() + " element", new String(bytes, StandardCharsets.UTF_8), "", ""));
  }
}
