package dev.vitrine.proofs.verdict;

import java.util.function.Consumer;

/**
 * Checks that an external ledger that the verifier trusts took a log's checkpoint in. Declared here
 * so that receipts can be checked without this module knowing ledgers, blocks or time-stamps.
 */
public interface AnchorVerifier {
  /** The step at which a ledger is named that the verifier does not know. */
  String ANCHOR_LEDGER = "anchor-ledger";

  /** Knows no ledger. */
  AnchorVerifier NONE =
      (ledger, proof, mediaType, evidence, passed) -> {
        throw RefusedException.cannotTell(ANCHOR_LEDGER, "no ledger is trusted");
      };

  /**
   * Checks evidence. Needs no connection.
   *
   * @param ledger the ledger's name; by it the verifier knows whom to believe
   * @param proof a log proof, which has been checked; its checkpoint is what must be in the ledger
   * @param mediaType what the evidence is
   * @param evidence what should prove it
   * @param passed is told each step as it passes
   * @return since when the checkpoint has been there
   * @throws RefusedException at the step that fails; at {@value #ANCHOR_LEDGER}, with nothing said
   *     either way, if the ledger is not known
   */
  Anchored verify(
      String ledger, byte[] proof, String mediaType, byte[] evidence, Consumer<Step> passed)
      throws RefusedException;

  /**
   * What an anchor shows.
   *
   * @param since when the ledger took the checkpoint in, by the ledger's own reckoning, for people:
   *     a time, or a block with its time
   */
  record Anchored(String since) {}
}
