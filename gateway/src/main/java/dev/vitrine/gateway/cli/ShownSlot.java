package dev.vitrine.gateway.cli;

import dev.vitrine.gateway.facts.SlotText;
import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.Slot;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A slot or element that a presentation shows, decoded.
 *
 * @param record the position of its record
 * @param name the slot's, or for an element {@code slot pointer}
 * @param value a text, a decimal number or hex; null where the record has none
 * @param unit of a number; may be empty
 * @param reading for people, where the plain value says little, as a time; may be empty
 */
record ShownSlot(int record, String name, @Nullable String value, String unit, String reading) {
  /** How an absent value is written for people. */
  static final String ABSENT = "ABSENT";

  /** All that {@code statement} shows, in the schema's order, elements behind their slot. */
  static List<ShownSlot> of(Statement statement) {
    List<ShownSlot> all = new ArrayList<>();
    for (int i = 0; i < statement.records().size(); i++) {
      add(i, statement.records().get(i), all);
    }
    return all;
  }

  private static void add(int record, RecordClaim claim, List<ShownSlot> all) {
    claim
        .shown()
        .forEach(
            (position, value) -> {
              Slot slot = claim.schema().slots().get(position);
              all.add(of(record, slot, value));
              for (byte[] element : claim.elements().getOrDefault(position, List.of())) {
                all.add(element(record, slot, element));
              }
            });
  }

  private static ShownSlot of(int record, Slot slot, Optional<byte[]> value) {
    if (value.isEmpty()) {
      return new ShownSlot(record, slot.name(), null, "", "");
    }
    String text = SlotText.value(slot, value.get());
    String reading =
        switch (slot.kind()) {
          case TEXT -> "";
          case INT -> SlotText.reading(slot, new BigDecimal(text));
          case ROOT -> "root";
        };
    return new ShownSlot(record, slot.name(), text, slot.unit(), reading);
  }

  private static ShownSlot element(int record, Slot slot, byte[] bytes) {
    return Element.of(bytes)
        .map(e -> new ShownSlot(record, slot.name() + " " + e.pointer(), e.value(), "", ""))
        .orElseGet(
            () ->
                new ShownSlot(
                    record,
                    slot.name() + " element",
                    new String(bytes, StandardCharsets.UTF_8),
                    "",
                    ""));
  }
}
