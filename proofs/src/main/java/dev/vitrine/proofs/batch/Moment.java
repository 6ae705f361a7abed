package dev.vitrine.proofs.batch;

import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import java.util.List;

/**
 * What a column holds of its slot's values (protocol §4). Numbers, texts that the schema says can
 * be proved about: the value. For measures the presence and the square too, so that a count, a mean
 * and a variance can be proved.
 */
public enum Moment {
  /** 1 where the slot is filled, 0 where it is absent. */
  PRESENCE(0),
  /** The value's scalar, 0 where absent. */
  VALUE(1),
  /** The value's square, 0 where absent. */
  SQUARE(2);

  /** A schema's first so many measures have all moments: what a header has room for. */
  static final int MAX_MEASURES = 48;

  private static final List<Moment> ALL = List.of(values());
  private static final List<Moment> ONE = List.of(VALUE);

  private final int code;

  Moment(int code) {
    this.code = code;
  }

  /** The number that stands for it where blindings are derived; also the power it is of. */
  public int code() {
    return code;
  }

  /** The moments of {@code slot} that a batch commits to if any record fills it; in this order. */
  public static List<Moment> of(Schema schema, int slot) {
    Slot of = schema.slots().get(slot);
    if (!of.provable()) {
      return List.of();
    }
    if (!isMeasure(of)) {
      return ONE;
    }
    long before = schema.slots().subList(0, slot).stream().filter(Moment::isMeasure).count();
    return before < MAX_MEASURES ? ALL : ONE;
  }

  /** A number one would add up: short, or with decimals; not a time stamp or a hash. */
  private static boolean isMeasure(Slot slot) {
    return slot.kind() == SlotKind.INT && (slot.bits() <= 32 || slot.scale() > 0);
  }
}
