package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.sets.SetFirstMessage;
import dev.vitrine.proofs.internal.sets.SetResponse;
import dev.vitrine.proofs.verdict.RefusedException;

/**
 * The proof of a signature in a set, on the wire.
 *
 * @param first what is sent before the challenge
 * @param response what answers it
 */
record SetBody(SetFirstMessage first, SetResponse response) {
  void write(CborWriter out) {
    out.array(2).bytes(first.encode()).bytes(response.encode());
  }

  static SetBody read(CborReader in, Curve curve) throws CborException {
    in.arrayOf(2);
    int at = in.position();
    try {
      return new SetBody(
          SetFirstMessage.decode(curve, in.exactly(SetFirstMessage.BYTES)),
          SetResponse.decode(in.exactly(SetResponse.BYTES)));
    } catch (RefusedException e) {
      throw new CborException(at, e.reason());
    }
  }
}
