package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.util.Optional;

/**
 * The writing side of a log: takes what is sequenced into the tree, signs checkpoints, has them
 * cosigned and publishes them.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>A checkpoint's signature leaves only when the checkpoint is durable. It extends every one
 *       signed before on the same storage, and was signed only after the new entries and all
 *       changed tiles were read back from storage and hashed again.
 *   <li>Readers see a checkpoint only when the cosigner's quorum has cosigned it.
 *   <li>The first thing after start-up is that the quorum confirms the last signed checkpoint;
 *       nothing is signed before. So a storage that was restored from an old copy is found out
 *       while witnesses remember more than it does.
 *   <li>Of several writers on one storage one wins each step; the others get a {@link
 *       CheckpointConflictException}.
 * </ul>
 *
 * <p>It does not guarantee what entries mean, nor that the origin's keys are used on no other
 * storage, which only witnesses would notice. An empty storage has nothing to confirm: that of a
 * log that already has a history is found out by its first checkpoint. No clock decides anything
 * here, and neither do the times in cosignatures.
 *
 * <p>Safe between threads as far as its storage is; steps of one object wait for each other.
 */
public final class Log {
  /** The most entries that one checkpoint takes in: bounds memory and the transaction. */
  public static final int MAX_STEP = 1 << 16;

  private final LogStorage storage;
  private final LogSigner signer;
  private final Cosigner cosigner;
  private final OwnCheckpoints own;
  private final LogView view;
  private final Object step = new Object();
  private volatile Optional<String> halted = Optional.empty();
  private boolean confirmed;
  private long lastSigned;

  /** A log over this storage, with one key, that asks no witnesses. */
  public Log(LogStorage storage, NoteSigner signer) {
    this(storage, LogSigner.of(signer));
  }

  /** A log over this storage, whose keys all sign, that asks no witnesses. */
  public Log(LogStorage storage, LogSigner signer) {
    this(storage, signer, Cosigner.NONE);
  }

  /** A log over this storage, whose keys all sign and whose checkpoints witnesses cosign. */
  public Log(LogStorage storage, LogSigner signer, Cosigner cosigner) {
    this.storage = storage;
    this.signer = signer;
    this.cosigner = cosigner;
    this.own = new OwnCheckpoints(signer.known());
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

  /** Why this object signs nothing any more, if so: what the witnesses know better. */
  public Optional<String> halted() {
    return halted;
  }

  /**
   * Takes everything that is sequenced now into the tree, at most {@value #MAX_STEP} entries per
   * checkpoint, has the last checkpoint cosigned and publishes it. Without a quorum what was signed
   * stays signed: the next call signs what is new on top of it and offers that.
   *
   * @throws RolledBackException if witnesses know more of this log than its storage, or something
   *     else; every later call gets it too, until the process is started anew
   * @throws CheckpointConflictException if another writer has moved the log meanwhile; checkpoints
   *     signed or published before that stand
   * @throws CorruptLogException if storage contradicts itself, has a gap, or its checkpoint is not
   *     this log's: nothing was signed
   * @throws LogStorageException if storage fails
   * @throws dev.vitrine.ledger.checkpoint.SigningException if a key can't be reached
   */
  public Progress integrateAndPublish() {
    synchronized (step) {
      if (halted.isPresent()) {
        throw new RolledBackException("halted until it is started anew: " + halted.get());
      }
      LogState before = load();
      try {
        LogState after = move(before);
        Progress.Outcome outcome =
            after.published().equals(before.published())
                ? Progress.Outcome.UNCHANGED
                : Progress.Outcome.PUBLISHED;
        return new Progress(outcome, after, "");
      } catch (QuorumException e) {
        return new Progress(Progress.Outcome.WITHOUT_QUORUM, load(), e.getMessage());
      }
    }
  }

  /** The last published checkpoint; none before the first. */
  public Optional<SignedCheckpoint> latest() {
    return view.latest();
  }

  private LogState move(LogState before) {
    LogState state = before;
    if (!confirmed) {
      if (!unwitnessed() && state.signed().isPresent()) {
        state = offer(state, state.signed().get());
      }
      confirmed = true;
    }
    // what comes in meanwhile waits for the next call: otherwise the offer would wait for ever
    long target = state.sequenced();
    while (state.signedSize() < target) {
      long to = Math.min(target, state.signedSize() + MAX_STEP);
      storage.sign(new Growth(storage, signer, state, to, unwitnessed()));
      state = load();
    }
    if (state.signed().isPresent() && !isPublished(state, state.signed().get())) {
      state = offer(state, state.signed().get());
    }
    return state;
  }

  private LogState offer(LogState state, SignedCheckpoint signed) {
    long size = signed.checkpoint().size();
    LogTree tree = new LogTree(storage);
    SignedCheckpoint cosigned;
    try {
      cosigned = cosigner.cosign(signed, from -> tree.consistency(from, size));
    } catch (RolledBackException e) {
      if (!load().signed().equals(state.signed())) {
        // the witnesses know what another writer on this storage has signed meanwhile
        throw new CheckpointConflictException("another writer has signed");
      }
      halted = Optional.of(e.getMessage());
      throw e;
    }
    if (!cosigned.sameText(signed)) {
      throw new CorruptLogException("another checkpoint came back cosigned than was offered");
    }
    own.require(Optional.of(cosigned));
    storage.publish(state.published(), cosigned);
    return load();
  }

  private LogState load() {
    LogState state = storage.load();
    own.require(state.signed());
    if (!state.published().equals(state.signed())) {
      view.requireOwn(state.published());
    }
    if (state.sequenced() < state.signedSize()) {
      throw new CorruptLogException(
          state.signedSize() + " entries are signed and only " + state.sequenced() + " stored");
    }
    if (state.publishedSize() > state.signedSize()) {
      throw new CorruptLogException(
          state.publishedSize() + " entries are published and " + state.signedSize() + " signed");
    }
    if (state.signedSize() < lastSigned) {
      throw new CorruptLogException(
          lastSigned + " entries were signed and storage knows of " + state.signedSize());
    }
    lastSigned = state.signedSize();
    return state;
  }

  private boolean unwitnessed() {
    return cosigner == Cosigner.NONE;
  }

  private static boolean isPublished(LogState state, SignedCheckpoint signed) {
    return state.published().map(signed::sameText).orElse(false);
  }
}
