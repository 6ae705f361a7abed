package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.store.RecordRef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What became of one event of a document.
 *
 * @param ref its record; of a rejected one meaningless
 * @param root the record root; empty for a rejected one
 */
record CaptureResult(Status status, RecordRef ref, byte[] root) {
  private static final RecordRef NONE = new RecordRef(0, 0);
  private static final int ROOT = 32;
  private static final int LONGEST = 1 + Long.BYTES + ROOT;

  /** With the byte that stands for it in the database. */
  enum Status {
    REJECTED(0),
    ACCEPTED(1),
    DUPLICATE(2);

    private final byte code;

    Status(int code) {
      this.code = (byte) code;
    }

    private static Status of(byte code) {
      return Arrays.stream(values())
          .filter(status -> status.code == code)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("a stored capture job is damaged"));
    }
  }

  static CaptureResult of(Accepted accepted) {
    return new CaptureResult(
        accepted.duplicate() ? Status.DUPLICATE : Status.ACCEPTED, accepted.ref(), accepted.root());
  }

  static CaptureResult rejected() {
    return new CaptureResult(Status.REJECTED, NONE, new byte[0]);
  }

  /** All results of a document: each its status in a byte, then the record's number and root. */
  static byte[] pack(List<CaptureResult> results) {
    ByteBuffer out = ByteBuffer.allocate(LONGEST * results.size());
    for (CaptureResult result : results) {
      out.put(result.status.code);
      if (result.status != Status.REJECTED) {
        out.putLong(result.ref.packed()).put(result.root);
      }
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Undoes {@link #pack}. */
  static List<CaptureResult> unpack(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    List<CaptureResult> results = new ArrayList<>();
    while (in.hasRemaining()) {
      Status status = Status.of(in.get());
      if (status == Status.REJECTED) {
        results.add(rejected());
      } else {
        RecordRef ref = RecordRef.of(in.getLong());
        byte[] root = new byte[ROOT];
        in.get(root);
        results.add(new CaptureResult(status, ref, root));
      }
    }
    return results;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CaptureResult that
        && status == that.status
        && ref.equals(that.ref)
        && Arrays.equals(root, that.root);
  }

  @Override
  public int hashCode() {
    return 31 * ref.hashCode() + Arrays.hashCode(root);
  }
}
