package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.util.List;
import java.util.Optional;

/**
 * Where a log lives: entries, tiles, the signed and the published checkpoint, durably. One storage
 * holds one log. Calls block; they may come from any thread. {@code LogStorageTck} holds
 * implementations to what is said here.
 *
 * <p>What an implementation must guarantee:
 *
 * <ol>
 *   <li>An entry that was appended is durable when the call returns, and never changes.
 *   <li>Indexes have no gaps: index n becomes visible only when all lower ones are.
 *   <li>{@link #sign} is one atomic step, durable before it returns: all tiles and the checkpoint,
 *       or nothing. So is {@link #publish}.
 *   <li>Of two steps on the same previous checkpoint one succeeds; the other gets a {@link
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
   * Moves the log to its next signed checkpoint, in one transaction:
   *
   * <ol>
   *   <li>lock the stored state and hold it to {@link LogState#requireSignable};
   *   <li>store {@link Publication#tiles}, each in the place of what was there;
   *   <li>call {@link Publication#seal} with a reader that sees what was stored, which re-reads,
   *       re-hashes and signs;
   *   <li>store the note it returns as the signed checkpoint, and if it {@link
   *       Publication#publishesAtOnce} also as the published one;
   *   <li>commit, durably, before returning.
   * </ol>
   *
   * <p>If seal throws, roll back and let it through.
   *
   * @throws CheckpointConflictException if the signed checkpoint is another than the previous one
   * @throws LogStorageException if it could not be made durable; it may or may not have happened
   */
  void sign(Publication publication);

  /**
   * Makes a checkpoint that was signed what readers see, in one transaction: lock the stored state,
   * hold it to {@link LogState#requirePublishable}, store the note, commit durably.
   *
   * @param previous the published checkpoint that must still be the stored one
   * @param cosigned the signed checkpoint, or one that was signed before, with cosignatures
   * @throws CheckpointConflictException if another writer was faster, or the checkpoint does not
   *     fit what is signed and published
   * @throws LogStorageException if it could not be made durable; it may or may not have happened
   */
  void publish(Optional<SignedCheckpoint> previous, SignedCheckpoint cosigned);
}
