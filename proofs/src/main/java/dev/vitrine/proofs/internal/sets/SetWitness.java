package dev.vitrine.proofs.internal.sets;

import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.List;

/**
 * What the prover knows: a signature of the set's publisher.
 *
 * @param part what is signed
 * @param messages the element; or the first and the last number of the gap
 * @param signature the signature, verified
 */
public record SetWitness(SetPart part, List<Scalar> messages, BbsSignature signature) {
  /** Checks the number of messages. */
  public SetWitness {
    messages = List.copyOf(messages);
    if (messages.size() != part.messages()) {
      throw new IllegalArgumentException("a signature on a " + part + " has other messages");
    }
  }

  /** Says nothing of which element it is: that is what a proof hides. */
  @Override
  public String toString() {
    return "SetWitness[hidden]";
  }
}
