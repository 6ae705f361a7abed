package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.internal.bbs.BbsProof;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.record.Schema;

/**
 * The proof of a private presentation.
 *
 * @param issuerId whose signature it proves knowledge of, 8 bytes
 * @param proof a BBS proof, encoded
 */
record PrivateBody(byte[] issuerId, byte[] proof) {
  private static final int MAX_PROOF =
      BbsProof.BASE_BYTES + (Schema.MAX_SLOTS + PrivateMessages.FIRST_SLOT) * Scalar.BYTES;

  byte[] encode() {
    return new CborWriter().array(2).bytes(issuerId).bytes(proof).toBytes();
  }

  static PrivateBody decode(byte[] body) throws CborException {
    CborReader in = new CborReader(body);
    in.arrayOf(2);
    PrivateBody read = new PrivateBody(in.exactly(TrustedIssuer.ID_LENGTH), in.bytes(MAX_PROOF));
    in.end();
    return read;
  }
}
