package dev.vitrine.ledger.anchor.evm;

import java.util.Arrays;
import java.util.Optional;

/**
 * A call of the contract's {@code anchor}: what would be anchored, and after what.
 *
 * @param origin SHA-256 of the log's origin line; not copied
 * @param epoch one more than that of the head before
 * @param size the number of leaves
 * @param root the tree's root; not copied
 * @param previousRoot the root of the head before, zero if there is none; not copied
 */
record AnchorCall(byte[] origin, long epoch, long size, byte[] root, byte[] previousRoot) {
  private static final byte[] SELECTOR =
      Abi.selector("anchor((bytes32,uint64,uint64,bytes32,bytes32))");
  private static final int LENGTH = Abi.SELECTOR + 5 * Abi.WORD;

  /** The calldata. */
  byte[] data() {
    return Abi.call(SELECTOR, origin, Abi.word(epoch), Abi.word(size), root, previousRoot);
  }

  /** The call in this calldata; empty if it is another. */
  static Optional<AnchorCall> read(byte[] data) {
    if (data.length != LENGTH || !Arrays.equals(data, 0, 4, SELECTOR, 0, 4)) {
      return Optional.empty();
    }
    AnchorCall call =
        new AnchorCall(
            Abi.word(data, 4, 0),
            Abi.number(Abi.word(data, 4, 1)),
            Abi.number(Abi.word(data, 4, 2)),
            Abi.word(data, 4, 3),
            Abi.word(data, 4, 4));
    return call.epoch < 0 || call.size < 0 ? Optional.empty() : Optional.of(call);
  }

  /** Whether it anchors this tree of this log. */
  boolean anchors(EvmAnchorId id) {
    return size == id.size()
        && Arrays.equals(origin, id.origin())
        && Arrays.equals(root, id.root());
  }
}
