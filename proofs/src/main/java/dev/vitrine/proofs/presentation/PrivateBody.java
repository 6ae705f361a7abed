package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.internal.curve.Curve;
import java.util.ArrayList;
import java.util.List;

/**
 * The proof of a private presentation.
 *
 * @param issuerId whose signatures it proves knowledge of, 8 bytes
 * @param records a BBS proof for each record
 * @param facts what is proved of hidden slots
 */
record PrivateBody(byte[] issuerId, List<BbsBody> records, FactsBody facts) {

  byte[] encode() {
    CborWriter out = new CborWriter().array(3).bytes(issuerId).array(records.size());
    records.forEach(record -> record.write(out));
    facts.write(out);
    return out.toBytes();
  }

  static PrivateBody decode(byte[] body, Curve curve) throws CborException {
    CborReader in = new CborReader(body);
    in.arrayOf(3);
    byte[] issuerId = in.exactly(TrustedIssuer.ID_LENGTH);
    int count = in.array(Statement.MAX_RECORDS);
    List<BbsBody> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(BbsBody.read(in, curve));
    }
    FactsBody facts = FactsBody.read(in, curve);
    in.end();
    return new PrivateBody(issuerId, records, facts);
  }
}
