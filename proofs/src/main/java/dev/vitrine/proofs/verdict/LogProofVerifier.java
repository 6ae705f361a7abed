package dev.vitrine.proofs.verdict;

import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Checks that an entry stands in a transparency log that the verifier trusts. Declared here so that
 * presentations and receipts can be checked without this module knowing logs, keys or witnesses.
 */
public interface LogProofVerifier {
  /**
   * Checks a log proof.
   *
   * @param entry the log entry's bytes
   * @param proof the proof, as {@code c2sp.org/tlog-proof@v1}
   * @param passed is told each step as it passes
   * @return where the entry stands
   * @throws RefusedException at the step that fails
   */
  Placed verify(byte[] entry, byte[] proof, Consumer<Step> passed) throws RefusedException;

  /**
   * The checkpoint that a log proof rests on: the one that the trusted log signed and that
   * witnesses cosign.
   *
   * @param origin the trusted log's name
   * @param size the size of the tree that the checkpoint signs
   * @param root its root, 32 bytes
   * @param cosignedMillis by when enough trusted witnesses had cosigned the checkpoint, by their
   *     clocks, in milliseconds since 1970; none if no witness is asked for
   */
  record Anchor(String origin, long size, byte[] root, OptionalLong cosignedMillis) {
    /** A tree of which nobody else says when it was there. */
    public Anchor(String origin, long size, byte[] root) {
      this(origin, size, root, OptionalLong.empty());
    }
  }

  /**
   * Where a log proof puts an entry: in the trusted log itself, or in one of its shards, whose
   * checkpoint stands in the trusted log.
   *
   * @param origin the name of the log or shard in which the entry stands
   * @param shard the shard's number, from 1 on; 0 for the trusted log itself
   * @param index the entry's index there
   * @param anchor the checkpoint that it rests on
   */
  record Placed(String origin, int shard, long index, Anchor anchor) {
    /** How many bits of {@link #logIndex} are the index; the shard's number is above. */
    public static final int INDEX_BITS = 40;

    /** The highest number of a shard: so that every JSON reader can hold shard and index in one. */
    public static final int MAX_SHARD = (1 << 13) - 1;

    /** Checks the ranges. */
    public Placed {
      if (shard < 0 || shard > MAX_SHARD || index < 0 || index >= 1L << INDEX_BITS) {
        throw new IllegalArgumentException("no place: index " + index + " of shard " + shard);
      }
    }

    /**
     * Shard and index as one number, as records' ids and presentations name the place: {@code shard
     * × 2^40 + index}.
     */
    public long logIndex() {
      return (long) shard << INDEX_BITS | index;
    }
  }
}
