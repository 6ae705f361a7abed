package dev.vitrine.ledger.shard;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.proofs.merkle.InclusionProof;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A proof that an entry is in a shard whose checkpoint is in the super-log. As bytes it is the
 * super-log's tlog-proof of the {@link CheckpointEntry}, whose {@code extra} line holds the shard's
 * own tlog-proof: a reader of {@code c2sp.org/tlog-proof@v1} that knows nothing of shards can read
 * it. Well-formed, not verified: {@code dev.vitrine.ledger.audit.LogProofVerifier} does that.
 *
 * <p>The signatures in the shard's proof convince nobody and are not looked at: what is believed is
 * that the shard's checkpoint stands in the super-log, under its signature and its witnesses'.
 *
 * @param superLog the proof of the shard's checkpoint, without extra data
 * @param shard the proof of the entry, without extra data
 */
public record ShardProof(TlogProof superLog, TlogProof shard) {
  private static final byte[] HEADER =
      "c2sp.org/tlog-proof@v1\n".getBytes(StandardCharsets.US_ASCII);

  /**
   * Checks that the two belong together.
   *
   * @throws MalformedNoteException if the inner one is of no shard of the outer one, either has
   *     extra data, or the shard's checkpoint has extension lines
   */
  public ShardProof {
    if (superLog.extra().length > 0 || shard.extra().length > 0) {
      throw new MalformedNoteException("a shard's proof has extra data");
    }
    Checkpoint inner = shard.checkpoint().checkpoint();
    String outer = superLog.checkpoint().checkpoint().origin();
    if (!ShardName.of(inner.origin()).map(name -> name.superLog().equals(outer)).orElse(false)) {
      throw new MalformedNoteException(inner.origin() + " is not a shard of " + outer);
    }
    if (!inner.extensions().isEmpty()) {
      throw new MalformedNoteException("a shard's checkpoint has extension lines");
    }
  }

  /**
   * Puts a proof together.
   *
   * @param superLog the proof of the shard's checkpoint in the super-log
   * @param inclusion the entry's place in the tree of {@code checkpoint}
   * @param checkpoint the shard's, the one that is in the super-log
   */
  public static ShardProof of(
      TlogProof superLog, InclusionProof inclusion, SignedCheckpoint checkpoint) {
    return new ShardProof(superLog, new TlogProof(inclusion, checkpoint));
  }

  /**
   * Takes a proof apart; none if its extra data is not a tlog-proof, so that it is a proof of the
   * outer log's own entry.
   *
   * @throws MalformedNoteException if the extra data begins as a tlog-proof and is not one of a
   *     shard
   */
  public static Optional<ShardProof> in(TlogProof proof) {
    byte[] extra = proof.extra();
    if (extra.length < HEADER.length
        || !Arrays.equals(HEADER, Arrays.copyOf(extra, HEADER.length))) {
      return Optional.empty();
    }
    return Optional.of(
        new ShardProof(
            new TlogProof(proof.inclusion(), proof.checkpoint()), TlogProof.parse(extra)));
  }

  /** The shard in which the entry is. */
  public ShardName name() {
    return ShardName.of(shard.checkpoint().checkpoint().origin()).orElseThrow();
  }

  /** The super-log's entry that the outer proof is of. */
  public byte[] superLogEntry() {
    return CheckpointEntry.encode(shard.checkpoint().checkpoint());
  }

  /** Both in one. */
  public TlogProof proof() {
    return new TlogProof(superLog.inclusion(), superLog.checkpoint(), shard.bytes());
  }

  /**
   * The proof's bytes.
   *
   * @throws MalformedNoteException if they would be more than a reader takes
   */
  public byte[] bytes() {
    byte[] bytes = proof().bytes();
    if (bytes.length > TlogProof.MAX_BYTES) {
      throw new MalformedNoteException("a proof of " + bytes.length + " bytes");
    }
    return bytes;
  }
}
