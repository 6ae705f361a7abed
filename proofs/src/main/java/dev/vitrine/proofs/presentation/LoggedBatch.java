package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.ColumnOpening;
import java.util.function.Supplier;

/**
 * A batch to be presented from. Shows nothing of its columns in {@link #toString}.
 *
 * @param header its log entry
 * @param logIndex where that stands in the log: {@code shard × 2^40 + index}, the shard being 0 in
 *     the log itself
 * @param logProof puts it in the log, as {@code c2sp.org/tlog-proof@v1}
 * @param columns opens its columns; asked only if something is proved of a hidden slot
 */
public record LoggedBatch(
    byte[] header, long logIndex, byte[] logProof, Supplier<ColumnOpening> columns) {
  @Override
  public boolean equals(Object other) {
    return other instanceof LoggedBatch that && logIndex == that.logIndex;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(logIndex);
  }

  @Override
  public String toString() {
    return "LoggedBatch[" + logIndex + "]";
  }
}
