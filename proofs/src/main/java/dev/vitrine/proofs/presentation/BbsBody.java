package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.bbs.BbsProof;
import dev.vitrine.proofs.internal.bbs.BbsProver;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.record.Schema;

/**
 * A BBS proof on the wire: the draft's proof, and its first messages, with which many can be
 * checked at once.
 *
 * @param proof as the draft has it
 * @param first T1 and T2
 */
record BbsBody(BbsProof proof, Bbs.FirstMessages first) {
  private static final int MAX_PROOF =
      BbsProof.BASE_BYTES + (Schema.MAX_SLOTS + PrivateMessages.FIRST_SLOT) * Scalar.BYTES;

  /** The answer of {@code prover} to the challenge. */
  static BbsBody of(BbsProver prover, Scalar challenge) {
    BbsProver.Commitment first = prover.commitment();
    return new BbsBody(prover.finish(challenge), new Bbs.FirstMessages(first.t1(), first.t2()));
  }

  void write(CborWriter out) {
    out.array(3).bytes(proof.toBytes());
    out.bytes(first.t1().toBytes()).bytes(first.t2().toBytes());
  }

  static BbsBody read(CborReader in, Curve curve) throws CborException {
    in.arrayOf(3);
    int at = in.position();
    BbsProof proof;
    try {
      proof = BbsProof.parse(curve, in.bytes(MAX_PROOF));
    } catch (BbsRefusedException e) {
      throw new CborException(at, "not a BBS proof");
    }
    return new BbsBody(
        proof, new Bbs.FirstMessages(FactsBody.point(in, curve), FactsBody.point(in, curve)));
  }
}
