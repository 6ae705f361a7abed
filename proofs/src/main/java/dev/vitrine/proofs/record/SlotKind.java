package dev.vitrine.proofs.record;

/** What a slot holds. */
public enum SlotKind {
  /** A text, committed as its UTF-8 bytes. Can be shown or hidden. */
  TEXT(1),
  /** A number, date or time as an integer. Can be shown, hidden, or proved about. */
  INT(2),
  /**
   * A 32-byte Merkle root: over a list of elements, each of which can be shown alone, or of another
   * record. It depends on the record's secret seed, so it is known only once the record is
   * committed.
   */
  ROOT(3);

  private final int code;

  SlotKind(int code) {
    this.code = code;
  }

  /** The number that stands for it on the wire. */
  public int code() {
    return code;
  }

  /**
   * What {@code code} stands for.
   *
   * @throws IllegalArgumentException if nothing
   */
  public static SlotKind ofCode(long code) {
    for (SlotKind value : values()) {
      if (value.code == code) {
        return value;
      }
    }
    throw new IllegalArgumentException("unknown code " + code);
  }
}
