package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a presentation shows of one record.
 *
 * @param schema the record's schema
 * @param shown canonical value per shown slot, by position; empty where the slot is shown to be
 *     absent
 * @param elements elements shown one by one, by position of their root slot; anchored mode only
 */
public record RecordClaim(
    Schema schema,
    SortedMap<Integer, Optional<byte[]>> shown,
    SortedMap<Integer, List<byte[]>> elements) {

  /** The longest value or element that can be shown, in bytes. */
  public static final int MAX_SHOWN_BYTES = 1 << 20;

  /** The most elements that can be shown of one slot. */
  public static final int MAX_ELEMENTS = 1024;

  /** Checks kinds, bounds and required slots. */
  public RecordClaim {
    shown.forEach((slot, value) -> checkShown(schema, shown, slot, value));
    elements.forEach((slot, list) -> checkElements(schema, shown, slot, list));
  }

  /** A claim without elements. */
  public static RecordClaim showing(Schema schema, SortedMap<Integer, Optional<byte[]>> shown) {
    return new RecordClaim(schema, shown, new TreeMap<>());
  }

  /** Checks what holds in private mode only, where roots and elements would link. */
  void requireUnlinkable() {
    boolean root =
        shown.entrySet().stream()
            .anyMatch(
                entry ->
                    schema.slots().get(entry.getKey()).kind() == SlotKind.ROOT
                        && entry.getValue().isPresent());
    if (root || !elements.isEmpty()) {
      throw new IllegalArgumentException("roots and elements can be shown in anchored mode only");
    }
  }

  private static void checkElements(
      Schema schema,
      SortedMap<Integer, Optional<byte[]>> shown,
      int position,
      List<byte[]> elements) {
    Optional<byte[]> root = shown.get(position);
    boolean rootShown = root != null && root.isPresent();
    if (!rootShown || schema.slots().get(position).kind() != SlotKind.ROOT) {
      throw new IllegalArgumentException("elements can be shown only under a shown root slot");
    }
    if (elements.isEmpty()
        || elements.size() > MAX_ELEMENTS
        || elements.stream().anyMatch(element -> element.length > MAX_SHOWN_BYTES)) {
      throw new IllegalArgumentException("too many elements, too long ones, or none");
    }
  }

  private static void checkShown(
      Schema schema,
      SortedMap<Integer, Optional<byte[]>> shown,
      int position,
      Optional<byte[]> value) {
    if (position < 0 || position >= schema.slots().size()) {
      throw new IllegalArgumentException("a shown slot is not in the schema");
    }
    Slot slot = schema.slots().get(position);
    requireCompanions(schema, shown, slot, "shown");
    if (value.isPresent() && !wellFormed(slot, value.get())) {
      throw new IllegalArgumentException(slot.name() + ": not a value that can be shown");
    }
  }

  /** A value without what it needs beside it, as its unit or status, is dangerous. */
  static void requireCompanions(
      Schema schema, SortedMap<Integer, Optional<byte[]>> shown, Slot slot, String what) {
    for (String required : slot.requires()) {
      if (!shown.containsKey(schema.indexOf(required))) {
        throw new IllegalArgumentException(
            slot.name() + " may be " + what + " only where " + required + " is shown");
      }
    }
  }

  /** Whether this is a canonical value that {@code slot} can hold. */
  static boolean wellFormed(Slot slot, byte[] value) {
    return switch (slot.kind()) {
      case TEXT -> value.length <= MAX_SHOWN_BYTES && isUtf8(value);
      case INT -> value.length == Long.BYTES && slot.holds(ByteBuffer.wrap(value).getLong());
      case ROOT -> value.length == MerkleHash.LENGTH;
    };
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
