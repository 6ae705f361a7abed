package dev.vitrine.ledger.anchor;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where it is written down, durably, which checkpoints are to go into which ledgers and how far
 * they have come, so that a crash at any moment neither forgets nor doubles one. One outbox serves
 * one log and any number of ledgers. Calls block; they may come from any thread. {@code OutboxTck}
 * holds implementations to what is said here.
 *
 * <p>A row is named by its ledger and the digest of its checkpoint. What a call has stored is
 * durable when it returns. A call that throws may or may not have taken effect; made again it does
 * no harm.
 */
public interface Outbox {
  /** The most rows that one call gives. */
  int MAX_ROWS = 1000;

  /**
   * Stores the intent to anchor a checkpoint; if there is a row for it already, leaves that as it
   * is.
   *
   * @return the row that is stored now
   * @throws OutboxException if it could not be made durable
   */
  Anchoring intend(String ledger, SignedCheckpoint checkpoint, Instant now);

  /**
   * Replaces a row, if it still has the version that {@code next} was made from.
   *
   * @return the row that is stored now: {@link Anchoring#stored} of {@code next}
   * @throws OutboxConflictException if the stored row has another version, or there is none
   * @throws OutboxException if it could not be made durable
   */
  Anchoring move(Anchoring next);

  /**
   * The rows that are not over, smallest checkpoint first.
   *
   * @param max 1 to {@value #MAX_ROWS}
   */
  List<Anchoring> open(String ledger, int max);

  /** Where a ledger stands as a whole. */
  Standing standing(String ledger);

  /** The row of a checkpoint by its digest. */
  Optional<Anchoring> find(String ledger, byte[] digest);

  /**
   * The FINAL row with the smallest checkpoint that covers an entry: which proves the earliest
   * time.
   *
   * @param index the entry's index; covered by sizes above it
   */
  Optional<Anchoring> firstFinal(String ledger, long index);

  /**
   * Rows of a ledger in any state, largest checkpoint first.
   *
   * @param below only checkpoints of a smaller size; {@link Long#MAX_VALUE} for all
   * @param max 1 to {@value #MAX_ROWS}
   */
  List<Anchoring> list(String ledger, long below, int max);

  /** The names of all ledgers that have rows, in order. */
  List<String> ledgers();

  /**
   * Where a ledger stands.
   *
   * @param newest the row with the largest checkpoint, in any state
   * @param newestFinal the FINAL row with the largest checkpoint
   * @param oldestBeyond the row with the smallest checkpoint larger than that: what has waited
   *     longest
   */
  record Standing(
      Optional<Anchoring> newest,
      Optional<Anchoring> newestFinal,
      Optional<Anchoring> oldestBeyond) {

    /** The size up to which entries are in the ledger for good. */
    public long finalSize() {
      return newestFinal.map(Anchoring::size).orElse(0L);
    }
  }
}
