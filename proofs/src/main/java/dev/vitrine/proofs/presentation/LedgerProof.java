package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;

/**
 * That a record was logged before a ledger's time: the proof that its batch is in the log at a
 * checkpoint, and the ledger's evidence of that checkpoint. Not verified by existing.
 *
 * @param ledger the ledger's name
 * @param logProof that the header is in the log, at the anchored checkpoint
 * @param mediaType what the evidence is
 * @param evidence 1 to {@value #MAX_EVIDENCE} bytes
 */
public record LedgerProof(String ledger, byte[] logProof, String mediaType, byte[] evidence) {
  /** The longest evidence in bytes. */
  public static final int MAX_EVIDENCE = 1 << 20;

  /** The longest name of a ledger, and the longest media type, in bytes. */
  public static final int MAX_NAME = 128;

  private static final int ITEMS = 4;

  /** Checks that no part is empty. */
  public LedgerProof {
    if (ledger.isEmpty() || mediaType.isEmpty() || logProof.length == 0 || evidence.length == 0) {
      throw new IllegalArgumentException("every part of a ledger's proof has content");
    }
  }

  void write(CborWriter out) {
    out.array(ITEMS).text(ledger).bytes(logProof).text(mediaType).bytes(evidence);
  }

  static LedgerProof read(CborReader in) throws CborException {
    int at = in.position();
    in.arrayOf(ITEMS);
    String ledger = in.text(MAX_NAME);
    byte[] logProof = in.bytes(Receipt.MAX_LOG_PROOF);
    String mediaType = in.text(MAX_NAME);
    byte[] evidence = in.bytes(MAX_EVIDENCE);
    try {
      return new LedgerProof(ledger, logProof, mediaType, evidence);
    } catch (IllegalArgumentException e) {
      throw new CborException(at, "a ledger's proof has an empty part");
    }
  }
}
