package dev.vitrine.gateway.store;

import java.time.Duration;
import java.util.Optional;

/**
 * A log as its row has it.
 *
 * @param log its number
 * @param origin its name
 * @param frozen whether it has had its last checkpoint
 * @param writer who claimed it last
 * @param alive whether the writer has shown a sign of life within the lease
 * @param sequenced how many entries are durable
 * @param signed how many of them its newest signed checkpoint covers
 * @param covered how many of them a checkpoint in log 0 covers, published or not; of log 0 itself 0
 * @param age since it was opened
 * @param successor the shard that goes on, once it is closed
 */
public record LogRow(
    int log,
    String origin,
    boolean frozen,
    String writer,
    boolean alive,
    long sequenced,
    long signed,
    long covered,
    Duration age,
    Optional<Integer> successor) {
  /** Whether it takes no more entries. */
  public boolean closed() {
    return successor.isPresent();
  }
}
