package dev.vitrine.proofs.record;

/** What a slot holds. */
public enum SlotKind {
  /** A text, committed as its UTF-8 bytes. Can be shown or hidden. */
  TEXT,
  /** A number, date or time as an integer. Can be shown, hidden, or proved about. */
  INT,
  /**
   * A 32-byte Merkle root: over a list of elements, each of which can be shown alone, or of another
   * record. It depends on the record's secret seed, so it is known only once the record is
   * committed.
   */
  ROOT
}
