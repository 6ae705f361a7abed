package dev.vitrine.ledger.anchor.evm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the contract says when it takes a checkpoint in.
 *
 * @param origin SHA-256 of the log's origin line; not copied
 * @param epoch which one of this log it is, from 1
 * @param size the number of leaves
 * @param root the tree's root; not copied
 * @param previousBlock the block of the event before; 0 if there is none
 */
record AnchoredEvent(byte[] origin, long epoch, long size, byte[] root, long previousBlock) {
  /** The first topic. */
  private static final byte[] TOPIC =
      Keccak.ofText("Anchored(bytes32,uint64,uint64,bytes32,uint64)");

  static byte[] topic() {
    return TOPIC.clone();
  }

  /** The event with these topics and data; empty if it is another. */
  static Optional<AnchoredEvent> read(List<byte[]> topics, byte[] data) {
    if (topics.size() != 4
        || topics.stream().anyMatch(topic -> topic.length != Abi.WORD)
        || !Arrays.equals(topics.get(0), TOPIC)
        || data.length != 2 * Abi.WORD) {
      return Optional.empty();
    }
    AnchoredEvent event =
        new AnchoredEvent(
            topics.get(1),
            Abi.number(topics.get(2)),
            Abi.number(topics.get(3)),
            Abi.word(data, 0, 0),
            Abi.number(Abi.word(data, 0, 1)));
    return event.epoch < 0 || event.size < 0 || event.previousBlock < 0
        ? Optional.empty()
        : Optional.of(event);
  }
}
