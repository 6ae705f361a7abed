package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.util.Optional;

/**
 * The writing side of a log: takes what is sequenced into the tree and publishes checkpoints.
 *
 * <p>Guarantees that a checkpoint it returns is durable, extends the one before it, and was signed
 * only after the new entries and all changed tiles were read back from storage and hashed again. Of
 * several writers on one storage one wins each step; the others get a {@link
 * CheckpointConflictException}. It does not guarantee what entries mean, nor that the origin's key
 * is used on no other storage: that is the operator's to keep.
 *
 * <p>Safe between threads as far as its storage is.
 */
public final class Log {
  /** The most entries that one checkpoint takes in: bounds memory and the transaction. */
  public static final int MAX_STEP = 1 << 16;

  private final LogStorage storage;
  private final LogSigner signer;
  private final LogView view;

  /**
   * A log over this storage, with one key.
   *
   * @param signer its name is the log's origin
   */
  public Log(LogStorage storage, NoteSigner signer) {
    this(storage, LogSigner.of(signer));
  }

  /** A log over this storage, whose keys all sign. */
  public Log(LogStorage storage, LogSigner signer) {
    this.storage = storage;
    this.signer = signer;
    this.view = new LogView(storage, signer.verifiers());
  }

  /** The reading side: proofs and resources of what is published. */
  public LogView view() {
    return view;
  }

  /** The log's name. */
  public String origin() {
    return signer.origin();
  }

  /**
   * Takes everything that is sequenced into the tree, at most {@value #MAX_STEP} entries per
   * checkpoint, and returns the last checkpoint it published; none if there was nothing new.
   *
   * @throws CheckpointConflictException if another writer has moved the log meanwhile; checkpoints
   *     published before that stand
   * @throws CorruptLogException if storage contradicts itself, has a gap, or its checkpoint is not
   *     this log's: nothing was signed
   * @throws LogStorageException if storage fails
   */
  public Optional<SignedCheckpoint> integrateAndPublish() {
    Optional<SignedCheckpoint> last = Optional.empty();
    while (true) {
      LogState state = storage.load();
      view.requireOwn(state.published());
      if (state.sequenced() < state.integrated()) {
        throw new CorruptLogException(
            state.integrated() + " entries are signed and only " + state.sequenced() + " stored");
      }
      if (state.sequenced() == state.integrated()) {
        return last;
      }
      long to = Math.min(state.sequenced(), state.integrated() + MAX_STEP);
      Growth growth = new Growth(storage, signer, state, to);
      storage.publish(growth);
      last = Optional.of(growth.sealed());
    }
  }

  /** The last published checkpoint; none before the first. */
  public Optional<SignedCheckpoint> latest() {
    return view.latest();
  }
}
