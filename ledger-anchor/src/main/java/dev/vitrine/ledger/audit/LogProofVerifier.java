package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.shard.ShardProof;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Verifies offline that an entry is in a trusted log ({@code c2sp.org/tlog-proof@v1}), or in one of
 * its shards ({@link ShardProof}).
 *
 * <p>Guarantees that a log of the policy signed, and the quorum cosigned, a tree in which these
 * very bytes stand at the proof's index; or in which a checkpoint of its shard stands, whose tree
 * has them at the index given. Says nothing of what they mean, nor whether the shard's checkpoints
 * in the log agree with each other ({@link ShardAudit} does), nor of other extra data in the proof,
 * which nobody signs.
 *
 * <p>Steps, in order: {@value #LOG_PROOF}, of a shard {@value #SHARD_PROOF}, those of {@link
 * CheckpointVerifier}, {@value #LOG_INCLUSION} (of a shard: of its checkpoint), of a shard {@value
 * #SHARD_INCLUSION}.
 */
public final class LogProofVerifier implements dev.vitrine.proofs.verdict.LogProofVerifier {
  /** The step: the proof is in its one allowed form. */
  public static final String LOG_PROOF = "log-proof";

  /** The step: the proof within is in its one allowed form, and of a shard of the outer log. */
  public static final String SHARD_PROOF = "shard-proof";

  /** The step: the entry, or the shard's checkpoint, is in the tree. */
  public static final String LOG_INCLUSION = "log-inclusion";

  /** The step: the entry is in the shard's tree. */
  public static final String SHARD_INCLUSION = "shard-inclusion";

  private final CheckpointVerifier checkpoints;

  /** Under this policy. */
  public LogProofVerifier(LogPolicy policy) {
    this.checkpoints = new CheckpointVerifier(policy);
  }

  @Override
  public Placed verify(byte[] entry, byte[] proofText, Consumer<Step> passed)
      throws RefusedException {
    TlogProof proof;
    try {
      proof = TlogProof.parse(proofText);
    } catch (MalformedNoteException e) {
      throw RefusedException.invalid(LOG_PROOF, e.getMessage());
    }
    passed.accept(new Step(LOG_PROOF, "c2sp.org/tlog-proof@v1"));
    Optional<ShardProof> through = shardProof(proof);
    if (through.isEmpty()) {
      checkpoints.verify(proof.checkpoint(), passed);
      Checkpoint checkpoint = included(entry, proof, LOG_INCLUSION, passed);
      return new Placed(
          checkpoint.origin(), 0, proof.inclusion().index(), anchor(proof.checkpoint()));
    }
    ShardProof shard = through.get();
    passed.accept(new Step(SHARD_PROOF, "by way of " + shard.name()));
    checkpoints.verify(proof.checkpoint(), passed);
    included(shard.superLogEntry(), proof, LOG_INCLUSION, passed);
    Checkpoint inner = included(entry, shard.shard(), SHARD_INCLUSION, passed);
    long index = shard.shard().inclusion().index();
    return new Placed(inner.origin(), shard.name().number(), index, anchor(proof.checkpoint()));
  }

  private static Optional<ShardProof> shardProof(TlogProof proof) throws RefusedException {
    try {
      return ShardProof.in(proof);
    } catch (MalformedNoteException e) {
      throw RefusedException.invalid(SHARD_PROOF, e.getMessage());
    }
  }

  /** The checkpoint of a proof whose path leads from this entry to it. */
  private static Checkpoint included(
      byte[] entry, TlogProof proof, String step, Consumer<Step> passed) throws RefusedException {
    Checkpoint checkpoint = proof.checkpoint().checkpoint();
    InclusionProof inclusion = proof.inclusion();
    long index = inclusion.index();
    if (index >= inclusion.size() || index >= 1L << Placed.INDEX_BITS) {
      throw RefusedException.invalid(
          step, "index " + index + " is beyond the tree of size " + inclusion.size());
    }
    if (!inclusion.verify(MerkleHash.leaf(entry), checkpoint.root())) {
      throw RefusedException.invalid(
          step, "the entry does not hash to the root from index " + index);
    }
    passed.accept(new Step(step, "entry " + index + " of " + checkpoint));
    return checkpoint;
  }

  private Anchor anchor(SignedCheckpoint signed) {
    Checkpoint checkpoint = signed.checkpoint();
    return new Anchor(
        checkpoint.origin(),
        checkpoint.size(),
        checkpoint.root(),
        checkpoints.cosignedMillis(signed));
  }
}
