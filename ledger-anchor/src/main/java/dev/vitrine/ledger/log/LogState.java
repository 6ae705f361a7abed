package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.util.Optional;

/**
 * Where a log stands in storage: what is published is never ahead of what is signed, and that never
 * ahead of what is sequenced.
 *
 * @param sequenced how many entries are durable, with the indexes 0 to sequenced − 1
 * @param signed the last checkpoint whose signature may have left, to witnesses at least; none
 *     before the first
 * @param published the last checkpoint that readers see; none before the first
 */
public record LogState(
    long sequenced, Optional<SignedCheckpoint> signed, Optional<SignedCheckpoint> published) {
  /** The state of an empty log. */
  public static final LogState EMPTY = new LogState(0, Optional.empty(), Optional.empty());

  /** How many entries are in the signed tree. */
  public long signedSize() {
    return size(signed);
  }

  /** How many entries are in the published tree. */
  public long publishedSize() {
    return size(published);
  }

  /** How many durable entries readers can't have proofs of yet. */
  public long lag() {
    return sequenced - publishedSize();
  }

  /**
   * Holds a step of signing to what {@link LogStorage#sign} asks; to be called under the storage's
   * lock.
   *
   * @throws CheckpointConflictException if the signed checkpoint is another than the previous one
   */
  public void requireSignable(Publication publication) {
    if (!signed.equals(publication.previous())) {
      throw new CheckpointConflictException("another writer has signed");
    }
  }

  /**
   * Holds a step of publishing to what {@link LogStorage#publish} asks; to be called under the
   * storage's lock.
   *
   * @throws CheckpointConflictException if the published checkpoint is another than {@code
   *     previous}, or {@code cosigned} is ahead of what is signed, behind what is published, or
   *     another checkpoint of the same size as one of these
   */
  public void requirePublishable(Optional<SignedCheckpoint> previous, SignedCheckpoint cosigned) {
    if (!published.equals(previous)) {
      throw new CheckpointConflictException("another writer has published");
    }
    long size = cosigned.checkpoint().size();
    if (signed.isEmpty() || size > signedSize() || size < publishedSize()) {
      throw new CheckpointConflictException(
          "size " + size + " of " + signedSize() + " signed, " + publishedSize() + " published");
    }
    if (contradicts(signed, cosigned) || contradicts(published, cosigned)) {
      throw new CheckpointConflictException("another checkpoint of size " + size + " is stored");
    }
  }

  private static boolean contradicts(Optional<SignedCheckpoint> stored, SignedCheckpoint other) {
    return stored.isPresent()
        && stored.get().checkpoint().size() == other.checkpoint().size()
        && !stored.get().sameText(other);
  }

  private static long size(Optional<SignedCheckpoint> checkpoint) {
    return checkpoint.map(known -> known.checkpoint().size()).orElse(0L);
  }
}
