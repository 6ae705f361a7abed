package dev.vitrine.proofs.credential;

import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a credential says of one record. A slot that is absent in the record is absent here: a
 * credential does not say that there is nothing.
 *
 * @param schema the schema's versioned name
 * @param schemaHash its hash in lower-case hex
 * @param log the name of the log that the record is committed to
 * @param validFrom from when, in whole seconds
 * @param validUntil until when, in whole seconds
 * @param slots values by the slots' names
 * @param always names of those among them that every presentation shows: what others require
 */
public record RecordClaims(
    String schema,
    String schemaHash,
    String log,
    Instant validFrom,
    Instant validUntil,
    SortedMap<String, SlotValue> slots,
    Set<String> always) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** Checks the times, and copies. */
  public RecordClaims {
    validFrom = validFrom.truncatedTo(ChronoUnit.SECONDS);
    validUntil = validUntil.truncatedTo(ChronoUnit.SECONDS);
    if (!validFrom.isBefore(validUntil)) {
      throw new IllegalArgumentException("a credential is valid until after it is valid from");
    }
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    always = Set.copyOf(always);
    if (!slots.keySet().containsAll(always)) {
      throw new IllegalArgumentException("a slot that is always shown is not there");
    }
    if (!slots.keySet().stream().allMatch(name -> name.matches(NAME))) {
      throw new IllegalArgumentException("a slot's name can't be said in a credential");
    }
  }

  /**
   * The claims of a record.
   *
   * @param names which slots leave: for the caller to decide; text and integer slots only
   * @throws IllegalArgumentException if a slot is left out that another requires, is a root, or is
   *     not in the schema
   */
  public static RecordClaims of(
      RecordCommitment record,
      Collection<String> names,
      String log,
      Instant validFrom,
      Instant validUntil) {
    Schema schema = record.schema();
    SortedMap<String, SlotValue> slots = new TreeMap<>();
    Set<String> always = new HashSet<>();
    for (String name : names) {
      Slot slot = schema.slot(name);
      if (slot.kind() == SlotKind.ROOT) {
        throw new IllegalArgumentException(name + " is a root, which a credential can't say");
      }
      if (!names.containsAll(slot.requires())) {
        throw new IllegalArgumentException(name + " without what it requires");
      }
      byte[] value = record.value(schema.indexOf(name));
      if (value != null) {
        slots.put(name, value(slot, value));
        slot.requires().stream()
            .filter(required -> record.value(schema.indexOf(required)) != null)
            .forEach(always::add);
      }
    }
    return new RecordClaims(
        schema.id(),
        HexFormat.of().formatHex(schema.hash()),
        log,
        validFrom,
        validUntil,
        slots,
        always);
  }

  private static SlotValue value(Slot slot, byte[] value) {
    return slot.kind() == SlotKind.INT
        ? new SlotValue(
            slot.decode(new BigInteger(1, value).longValue()).toPlainString(), slot.unit())
        : new SlotValue(new String(value, StandardCharsets.UTF_8), null);
  }

  @Override
  public String toString() {
    return "RecordClaims[" + schema + ", " + slots.size() + " slots]";
  }
}
