package dev.vitrine.ledger.anchor;

import java.util.Arrays;

/**
 * What proves offline that a ledger took a checkpoint in: a time-stamp token, a transaction with
 * its receipt, cosignatures. Not verified by existing. Immutable.
 */
public final class AnchorEvidence {
  /** The most bytes evidence may have. */
  public static final int MAX_BYTES = 1 << 20;

  private final String mediaType;
  private final byte[] bytes;

  /**
   * Evidence.
   *
   * @param mediaType what the bytes are, as {@code application/timestamp-reply}
   * @param bytes 1 to {@value #MAX_BYTES}
   */
  public AnchorEvidence(String mediaType, byte[] bytes) {
    if (mediaType.isEmpty() || bytes.length == 0 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("evidence of " + bytes.length + " bytes");
    }
    this.mediaType = mediaType;
    this.bytes = bytes.clone();
  }

  /** What the bytes are. */
  public String mediaType() {
    return mediaType;
  }

  /** The evidence itself. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AnchorEvidence that
        && mediaType.equals(that.mediaType)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "AnchorEvidence[" + mediaType + ", " + bytes.length + " bytes]";
  }
}
