package dev.vitrine.gateway.ledgers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.witness.WitnessEvidence;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Another gateway's witness.
 *
 * @param key its public key, of a type that cosigns
 */
public record PeerPin(String name, NoteVerifier key) implements LedgerPin {
  /** Checks the key's type. */
  public PeerPin {
    LedgerPin.requireName(name);
    if (!key.type().cosigns()) {
      throw new IllegalArgumentException("vkey: is a log's, not a witness's");
    }
  }

  /** The quorum that this witness is. */
  public Quorum quorum() {
    return Quorum.of(key);
  }

  @Override
  public String kind() {
    return "peer";
  }

  @Override
  public String timeStep() {
    return WitnessEvidence.QUORUM;
  }

  @Override
  public List<Step> verify(AnchorEvidence evidence, Checkpoint checkpoint) throws RefusedException {
    List<Step> steps = new ArrayList<>();
    new WitnessEvidence(quorum()).verify(evidence, checkpoint, steps::add);
    return steps;
  }

  @Override
  public void write(ObjectNode into) {
    into.put("vkey", key.toString());
  }
}
