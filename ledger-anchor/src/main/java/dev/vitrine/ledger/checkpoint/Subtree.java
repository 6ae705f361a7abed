package dev.vitrine.ledger.checkpoint;

import dev.vitrine.proofs.merkle.MerkleHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A part of a log that a cosigner vouches for: the leaves {@code start} (inclusive) to {@code end}
 * (exclusive) and the hash over them. A checkpoint is the one that starts at 0 and ends at its
 * size. Immutable.
 *
 * @param origin the log's name, 1 to 255 bytes in UTF-8
 * @param start the first leaf; aligned as {@code dev.vitrine.ledger.merkle.SubtreeProofs} says,
 *     which is not checked here
 * @param end one after the last leaf
 * @param hash the root over them, 32 bytes; not copied
 */
public record Subtree(String origin, long start, long end, byte[] hash) {
  private static final byte[] LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_NAME = 255;

  /**
   * Checks lengths and order.
   *
   * @throws MalformedNoteException if no cosigner can sign that
   */
  public Subtree {
    opaque(origin);
    if (start < 0 || start > end || hash.length != MerkleHash.LENGTH) {
      throw new MalformedNoteException("no subtree from " + start + " to " + end);
    }
  }

  /** The whole tree of a checkpoint. Extension lines are left out: nobody vouches for them. */
  public static Subtree of(Checkpoint checkpoint) {
    return new Subtree(checkpoint.origin(), 0, checkpoint.size(), checkpoint.root());
  }

  /**
   * What an ML-DSA-44 cosigner signs: {@code cosigned_message} of C2SP tlog-cosignature.
   *
   * @param timestamp seconds since the epoch; must be 0 unless the subtree starts at 0
   */
  byte[] message(String cosigner, long timestamp) {
    if (timestamp < 0 || (start != 0 && timestamp != 0)) {
      throw new MalformedNoteException("a subtree from " + start + " at time " + timestamp);
    }
    byte[] name = opaque(cosigner);
    byte[] log = opaque(origin);
    return ByteBuffer.allocate(LABEL.length + 2 + name.length + log.length + 3 * Long.BYTES + 32)
        .put(LABEL)
        .put((byte) name.length)
        .put(name)
        .putLong(timestamp)
        .put((byte) log.length)
        .put(log)
        .putLong(start)
        .putLong(end)
        .put(hash)
        .array();
  }

  private static byte[] opaque(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAX_NAME) {
      throw new MalformedNoteException("a name of " + bytes.length + " bytes can't be cosigned");
    }
    return bytes;
  }
}
