package dev.vitrine.proofs.set;

import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.record.SlotKind;
import java.nio.charset.StandardCharsets;

/**
 * Where things stand in a set's file: magic, version, length of the signed descriptor (2 bytes),
 * the signed descriptor, number of gaps (4 bytes), elements ascending with a signature each, gaps
 * ascending (first, last) with a signature each. Numbers of elements and gaps have 8 bytes for INT
 * and 32 for TEXT. All big-endian.
 *
 * @param width the length of a number in bytes
 * @param count how many elements
 * @param gapCount how many gaps
 * @param elementsAt where the elements begin
 */
record SetFile(int width, int count, int gapCount, long elementsAt) {
  static final byte[] MAGIC = "VITRINE-SET\n".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;

  /** Magic, version and the descriptor's length. */
  static final int START_BYTES = MAGIC.length + 1 + Short.BYTES;

  static SetFile of(SlotKind kind, int count, int gapCount, int descriptorLength) {
    return new SetFile(
        SetElements.width(kind), count, gapCount, START_BYTES + descriptorLength + Integer.BYTES);
  }

  int elementBytes() {
    return width + BbsSignature.BYTES;
  }

  int gapBytes() {
    return 2 * width + BbsSignature.BYTES;
  }

  long element(int index) {
    return elementsAt + (long) index * elementBytes();
  }

  long gap(int index) {
    return element(count) + (long) index * gapBytes();
  }

  long size() {
    return gap(gapCount);
  }
}
