package dev.vitrine.ledger.merkle;

import dev.vitrine.proofs.merkle.InclusionProof;
import java.util.List;

/**
 * A proof that a leaf stands at {@code index} in the subtree of the leaves {@code start} to {@code
 * end} (draft-ietf-plants-merkle-tree-certs, "Subtree Inclusion Proofs"). It says nothing of where
 * the subtree's hash comes from.
 *
 * @param index the leaf's position in the whole log
 * @param start the subtree's first leaf
 * @param end one after its last
 * @param path sibling hashes from the bottom up, each of 32 bytes
 */
public record SubtreeInclusionProof(long index, long start, long end, List<byte[]> path) {
  /** Copies the list, not the hashes. */
  public SubtreeInclusionProof {
    path = List.copyOf(path);
  }

  /** Whether {@code leafHash} stands in the subtree with this hash. */
  public boolean verify(byte[] leafHash, byte[] subtreeHash) {
    return SubtreeProofs.isSubtree(start, end)
        && index >= start
        && index < end
        && new InclusionProof(index - start, end - start, path).verify(leafHash, subtreeHash);
  }
}
