package dev.vitrine.ledger.log;

import java.util.List;

/**
 * Where a log lives: entries, tiles and the published checkpoint, durably. One storage holds one
 * log. Calls block; they may come from any thread. {@code LogStorageTck} holds implementations to
 * what is said here.
 *
 * <p>What an implementation must guarantee:
 *
 * <ol>
 *   <li>An entry that was appended is durable when the call returns, and never changes.
 *   <li>Indexes have no gaps: index n becomes visible only when all lower ones are.
 *   <li>{@link #publish} is one atomic step, durable before it returns: all tiles and the
 *       checkpoint, or nothing.
 *   <li>Of two publications on the same previous checkpoint one succeeds; the other gets a {@link
 *       CheckpointConflictException} and leaves no trace.
 * </ol>
 */
public interface LogStorage extends LogReader {
  /**
   * Appends entries and gives the first one's index; the others follow it. (A gateway may instead
   * insert entries in the transaction that makes their batch durable, under the same guarantees.)
   *
   * @param entries each at most 65,535 bytes; an empty list is allowed and does nothing
   * @throws LogStorageException if they could not be made durable
   */
  long append(List<byte[]> entries);

  /**
   * Where the log stands.
   *
   * @throws LogStorageException if it can't be read now
   */
  LogState load();

  /**
   * Moves the log to its next checkpoint, in one transaction:
   *
   * <ol>
   *   <li>lock the stored checkpoint and compare it with {@link Publication#previous}, byte by
   *       byte;
   *   <li>store {@link Publication#tiles}, each in the place of what was there;
   *   <li>call {@link Publication#seal} with a reader that sees what was stored, which re-reads,
   *       re-hashes and signs;
   *   <li>store the note it returns as the checkpoint;
   *   <li>commit, durably, before returning.
   * </ol>
   *
   * <p>If seal throws, roll back and let it through.
   *
   * @throws CheckpointConflictException if the stored checkpoint is another than the previous one
   * @throws LogStorageException if it could not be made durable; it may or may not have happened
   */
  void publish(Publication publication);
}
