package dev.vitrine.ledger.shard;

import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.StrictText;
import dev.vitrine.proofs.verdict.LogProofVerifier;
import java.util.Optional;

/**
 * A shard's name: its origin is {@code <origin of the super-log>/shard/<number>}. So whoever trusts
 * the super-log's key knows from a name alone which logs are its shards, and a super-log can't
 * speak for those of another.
 *
 * @param superLog the origin of the super-log
 * @param number from 1 on
 */
public record ShardName(String superLog, int number) {
  /** The highest number. */
  public static final int MAX = LogProofVerifier.Placed.MAX_SHARD;

  private static final String BETWEEN = "/shard/";

  /** Checks the number and the super-log's name. */
  public ShardName {
    if (number < 1 || number > MAX) {
      throw new IllegalArgumentException("shards are numbered 1 to " + MAX + ", not " + number);
    }
    if (!StrictText.isKeyName(superLog)) {
      throw new MalformedNoteException("a log's name is empty or has a space or plus in it");
    }
  }

  /** Reads an origin; none if it is not a shard's. */
  public static Optional<ShardName> of(String origin) {
    int at = origin.lastIndexOf(BETWEEN);
    if (at < 1 || !StrictText.isKeyName(origin)) {
      return Optional.empty();
    }
    try {
      long number = StrictText.decimal(origin.substring(at + BETWEEN.length()), "the number");
      return number < 1 || number > MAX
          ? Optional.empty()
          : Optional.of(new ShardName(origin.substring(0, at), (int) number));
    } catch (MalformedNoteException e) {
      return Optional.empty();
    }
  }

  /** The shard's origin. */
  public String origin() {
    return superLog + BETWEEN + number;
  }

  /** The origin. */
  @Override
  public String toString() {
    return origin();
  }
}
