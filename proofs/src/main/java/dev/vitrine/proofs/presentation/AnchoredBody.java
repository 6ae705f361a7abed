package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.internal.curve.Curve;
import java.util.ArrayList;
import java.util.List;

/**
 * The proof of an anchored presentation: openings, inclusion in batches, inclusion in the log, and
 * what is proved of hidden slots.
 *
 * @param batches every batch that a record or a selection is of, each once
 * @param records one for each record of the statement
 * @param facts what is proved of hidden slots
 * @param gatewayKeyId whose signature binds the presentation, 8 bytes
 */
record AnchoredBody(
    List<LoggedEntry> batches, List<PlacedRecord> records, FactsBody facts, byte[] gatewayKeyId) {

  private static final int MAX_BATCHES = Statement.MAX_RECORDS + PredicateCodec.MAX_BATCHES;
  private static final int MAX_LOG_PROOF = 64 << 10;

  /**
   * A batch in the log.
   *
   * @param header its log entry
   * @param logProof puts it in the log, as {@code c2sp.org/tlog-proof@v1}
   */
  record LoggedEntry(byte[] header, byte[] logProof) {}

  /**
   * A record in a batch.
   *
   * @param batch which one
   * @param proof ties the shown values to it
   * @param elements ties the shown elements to it
   */
  record PlacedRecord(int batch, RecordProof proof, ElementProofs elements) {}

  byte[] encode() {
    CborWriter out = new CborWriter().array(4).array(batches.size());
    batches.forEach(batch -> out.array(2).bytes(batch.header).bytes(batch.logProof));
    out.array(records.size());
    for (PlacedRecord record : records) {
      out.array(3).integer(record.batch);
      record.proof.write(out);
      record.elements.write(out);
    }
    facts.write(out);
    return out.bytes(gatewayKeyId).toBytes();
  }

  static AnchoredBody decode(byte[] body, Statement statement, Curve curve) throws CborException {
    CborReader in = new CborReader(body);
    in.arrayOf(4);
    int batchCount = in.array(MAX_BATCHES);
    List<LoggedEntry> batches = new ArrayList<>();
    for (int i = 0; i < batchCount; i++) {
      in.arrayOf(2);
      batches.add(new LoggedEntry(in.bytes(BatchHeader.MAX_BYTES), in.bytes(MAX_LOG_PROOF)));
    }
    in.arrayOf(statement.records().size());
    List<PlacedRecord> records = new ArrayList<>();
    for (RecordClaim claim : statement.records()) {
      in.arrayOf(3);
      int at = in.position();
      int batch = (int) in.unsigned(MAX_BATCHES);
      if (batch >= batches.size()) {
        throw new CborException(at, "record is of a batch that is not there");
      }
      RecordProof proof = RecordProof.read(in, claim.schema());
      records.add(
          new PlacedRecord(batch, proof, ElementProofs.read(in, claim.schema().slots().size())));
    }
    FactsBody facts = FactsBody.read(in, curve);
    byte[] keyId = in.exactly(GatewayKey.Public.ID_LENGTH);
    in.end();
    return new AnchoredBody(batches, records, facts, keyId);
  }
}
