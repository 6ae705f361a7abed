package dev.vitrine.proofs.verdict;

import java.util.function.Consumer;

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
   * @param passed is told each step as it passes
   * @return where the entry stands
   * @throws RefusedException at the step that fails
   */
  Placed verify(byte[] entry, byte[] proof, Consumer<Step> passed) throws RefusedException;

  /**
   * Where a log proof puts an entry.
   *
   * @param origin the log's name
   * @param index the entry's index
   * @param size the size of the tree that the checkpoint signs
   * @param root its root, 32 bytes
   */
  record Placed(String origin, long index, long size, byte[] root) {}
}
