package dev.vitrine.ledger.log;

import dev.vitrine.proofs.merkle.MerkleHash;

/** An entry at its place. The bytes are not copied and must not change. */
public final class LogEntry {
  private final long index;
  private final byte[] bytes;

  /**
   * An entry.
   *
   * @param index its position in the log, from 0
   * @param bytes its content, at most 65,535 bytes
   */
  public LogEntry(long index, byte[] bytes) {
    this.index = index;
    this.bytes = bytes;
  }

  /** Its position in the log. */
  public long index() {
    return index;
  }

  /** Its content. */
  public byte[] bytes() {
    return bytes;
  }

  /** Its leaf hash (RFC 9162 §2.1.1). */
  public byte[] leafHash() {
    return MerkleHash.leaf(bytes);
  }

  @Override
  public String toString() {
    return "LogEntry[" + index + ", " + bytes.length + " bytes]";
  }
}
