package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.LogReader;
import dev.vitrine.ledger.log.LogTree;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Evidence that a log signed two histories: two checkpoints of one origin, of which the larger's
 * tree has, at the smaller's size, another root than the smaller says. Whoever trusts the log's key
 * can check it offline with {@link #verify}; the log can't explain it away. Immutable.
 */
public final class SplitView {
  /** The step: the two checkpoints contradict each other. */
  public static final String SPLIT_VIEW = "split-view";

  private final SignedCheckpoint smaller;
  private final SignedCheckpoint larger;
  private final byte[] otherRoot;
  private final ConsistencyProof proof;

  /**
   * Evidence, not yet verified.
   *
   * @param otherRoot the larger tree's root at the smaller size, 32 bytes
   * @param proof that it is, against the larger checkpoint
   */
  public SplitView(
      SignedCheckpoint smaller, SignedCheckpoint larger, byte[] otherRoot, ConsistencyProof proof) {
    this.smaller = smaller;
    this.larger = larger;
    this.otherRoot = otherRoot.clone();
    this.proof = proof;
  }

  /**
   * Compares two checkpoints of one log, in any order.
   *
   * @param tiles of the larger tree
   * @return evidence if they contradict each other; none if the smaller is a prefix of the larger
   * @throws RefusedException if the origins differ, or the tiles are not those of the larger
   *     checkpoint, so that nothing can be told
   */
  public static Optional<SplitView> between(
      SignedCheckpoint one, SignedCheckpoint other, LogReader tiles) throws RefusedException {
    boolean ordered = one.checkpoint().size() <= other.checkpoint().size();
    SignedCheckpoint smaller = ordered ? one : other;
    SignedCheckpoint larger = ordered ? other : one;
    Checkpoint small = smaller.checkpoint();
    Checkpoint large = larger.checkpoint();
    if (!small.origin().equals(large.origin())) {
      throw RefusedException.cannotTell(SPLIT_VIEW, "two logs are free to differ");
    }
    byte[] root = large.root();
    ConsistencyProof proof = new ConsistencyProof(small.size(), large.size(), List.of());
    if (small.size() == 0) {
      root = MerkleHash.empty();
    } else if (small.size() < large.size()) {
      LogTree tree = new LogTree(tiles);
      root = tree.root(small.size());
      proof = tree.consistency(small.size(), large.size());
      if (!proof.verify(root, large.root())) {
        throw RefusedException.cannotTell(SPLIT_VIEW, "the tiles are not those of " + large);
      }
    }
    return Arrays.equals(root, small.root())
        ? Optional.empty()
        : Optional.of(new SplitView(smaller, larger, root, proof));
  }

  /** The checkpoint of the smaller tree. */
  public SignedCheckpoint smaller() {
    return smaller;
  }

  /** The checkpoint of the larger tree, or another of the same size. */
  public SignedCheckpoint larger() {
    return larger;
  }

  /** The larger tree's root at the smaller size. */
  public byte[] otherRoot() {
    return otherRoot.clone();
  }

  /** The proof of that root against the larger checkpoint. */
  public ConsistencyProof proof() {
    return proof;
  }

  /**
   * Checks the evidence: that both are signed by the log and contradict each other. A quorum is not
   * asked for: the log's own signature convicts it.
   *
   * @param policy knows the log
   * @throws RefusedException if it shows nothing
   */
  public List<Step> verify(LogPolicy policy) throws RefusedException {
    CheckpointVerifier log = new CheckpointVerifier(new LogPolicy(policy.logs(), Quorum.none()));
    Checkpoint small = smaller.checkpoint();
    Checkpoint large = larger.checkpoint();
    Step first = log.signature(smaller);
    Step second = log.signature(larger);
    boolean bound =
        small.origin().equals(large.origin())
            && proof.from() == small.size()
            && proof.to() == large.size();
    boolean shown =
        small.size() == 0
            ? Arrays.equals(otherRoot, MerkleHash.empty())
            : proof.verify(otherRoot, large.root());
    if (!bound || !shown || Arrays.equals(otherRoot, small.root())) {
      throw RefusedException.invalid(
          SPLIT_VIEW, "the two checkpoints do not contradict each other");
    }
    return List.of(first, second, new Step(SPLIT_VIEW, small + " is no prefix of " + large));
  }
}
