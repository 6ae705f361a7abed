package dev.vitrine.gateway.ledgers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.List;
import java.util.regex.Pattern;

/** What a verifier pins of one external ledger. Verifies offline; immutable. */
public sealed interface LedgerPin permits EvmPin, PeerPin, TimeStamperPin {
  /** What a ledger may be called: also a part of addresses and of settings' names. */
  Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  /** The ledger's name, as receipts have it. */
  String name();

  /** The word for its kind. */
  String kind();

  /** The step of {@link #verify} that tells when a checkpoint came in. */
  String timeStep();

  /**
   * Verifies evidence.
   *
   * @return the steps that passed
   * @throws RefusedException at the step that fails
   */
  List<Step> verify(AnchorEvidence evidence, Checkpoint checkpoint) throws RefusedException;

  /** Writes what is pinned beyond name and kind. */
  void write(ObjectNode into);

  /** Holds a name to its form. */
  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: 1 to 64 lower-case letters, digits and hyphens, not a hyphen first");
    }
  }
}
