package dev.vitrine.proofs.verdict;

import java.util.List;

/**
 * Checks that an entry stands in a transparency log that the verifier trusts. Declared here so that
 * presentations and receipts can be checked without this module knowing logs, keys or witnesses.
 */
public interface LogProofVerifier {
  /**
   * Checks a log proof.
   *
   * @param entry the log entry's bytes
   * @param proof the proof, as {@code c2sp.org/tlog-proof@v1}
   * @return the steps that passed, and where the entry stands
   * @throws RefusedException at the step that fails
   */
  Placed verify(byte[] entry, byte[] proof) throws RefusedException;

  /**
   * Where a log proof puts an entry.
   *
   * @param origin the log's name
   * @param index the entry's index
   * @param size the size of the tree that the checkpoint signs
   * @param root its root, 32 bytes
   * @param steps what was checked
   */
  record Placed(String origin, long index, long size, byte[] root, List<Step> steps) {}
}
