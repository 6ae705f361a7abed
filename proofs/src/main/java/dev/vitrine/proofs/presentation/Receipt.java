package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A sender's receipt for one record: that its document was committed to, in which batch, at which
 * place of the log. It shows the {@code document} slot (the SHA-256 of what was sent) and nothing
 * else of the record.
 *
 * <p>Until a checkpoint covers the batch it holds the gateway's signed promise to log it; from then
 * on a proof that it did; and once external ledgers have taken such a checkpoint in, their
 * evidence. Without evidence the file is of version 2, with it of version 3.
 *
 * @param schema the record's schema
 * @param document SHA-256 of the original, lower-case hex
 * @param proof ties the document's digest to a record of a batch
 * @param header the batch's log entry
 * @param origin the name of the log
 * @param logIndex where the batch's header stands in the log
 * @param gatewayKeyId whose promise it is, 8 bytes
 * @param promise the gateway's signature over header, log and index, one for the whole batch
 * @param logProof that the header is in the log, as {@code c2sp.org/tlog-proof@v1}; empty before a
 *     checkpoint covers it
 * @param anchors what external ledgers prove, at most {@value #MAX_ANCHORS}, by ascending names,
 *     each ledger once; none without a log proof
 */
public record Receipt(
    Schema schema,
    String document,
    RecordProof proof,
    byte[] header,
    String origin,
    long logIndex,
    byte[] gatewayKeyId,
    byte[] promise,
    Optional<byte[]> logProof,
    List<LedgerProof> anchors) {

  /** The media type of the file. */
  public static final String MEDIA_TYPE = "application/vnd.vitrine.receipt+cbor";

  /** The longest file in bytes. */
  public static final int MAX_BYTES = 4 << 20;

  /** The most ledgers whose evidence it holds. */
  public static final int MAX_ANCHORS = 8;

  static final int MAX_LOG_PROOF = 256 << 10;

  static final String PROMISE = "vitrine/1/receipt";
  private static final String KIND = "vitrine-receipt";
  private static final int PLAIN = 2;
  private static final int PLAIN_ITEMS = 11;
  private static final int ANCHORED = 3;
  private static final int ANCHORED_ITEMS = 12;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** Copies the list and checks its order. */
  public Receipt {
    anchors = List.copyOf(anchors);
    boolean ascending = true;
    for (int i = 1; i < anchors.size(); i++) {
      ascending &= anchors.get(i - 1).ledger().compareTo(anchors.get(i).ledger()) < 0;
    }
    if (!ascending || anchors.size() > MAX_ANCHORS || (logProof.isEmpty() && !anchors.isEmpty())) {
      throw new IllegalArgumentException(
          "anchors: at most " + MAX_ANCHORS + ", ascending, none without a log proof");
    }
  }

  /** A receipt without ledgers' evidence. */
  public Receipt(
      Schema schema,
      String document,
      RecordProof proof,
      byte[] header,
      String origin,
      long logIndex,
      byte[] gatewayKeyId,
      byte[] promise,
      Optional<byte[]> logProof) {
    this(
        schema,
        document,
        proof,
        header,
        origin,
        logIndex,
        gatewayKeyId,
        promise,
        logProof,
        List.of());
  }

  /** Signs the promise to log {@code header} at {@code logIndex} of the log {@code origin}. */
  public static byte[] promise(GatewayKey key, byte[] header, String origin, long logIndex) {
    return key.sign(PROMISE, promised(header, origin, logIndex));
  }

  /** The receipt of one record of a batch. */
  public static Receipt of(
      RecordCommitment commitment,
      byte[] header,
      InclusionProof place,
      String origin,
      long logIndex,
      GatewayKey.Public key,
      byte[] promise,
      Optional<byte[]> logProof) {
    Schema schema = commitment.schema();
    int slot = schema.indexOf(Schema.DOCUMENT);
    byte[] document = commitment.value(slot);
    if (document == null) {
      throw new IllegalArgumentException("every record has the digest of its document");
    }
    return new Receipt(
        schema,
        new String(document, StandardCharsets.US_ASCII),
        RecordProof.of(commitment, List.of(slot), place),
        header,
        origin,
        logIndex,
        key.id(),
        promise,
        logProof);
  }

  /** The same with ledgers' evidence in place of what it has. */
  public Receipt with(List<LedgerProof> proofs) {
    return new Receipt(
        schema, document, proof, header, origin, logIndex, gatewayKeyId, promise, logProof, proofs);
  }

  /** The version of the file: 2, or 3 with ledgers' evidence. */
  public int version() {
    return anchors.isEmpty() ? PLAIN : ANCHORED;
  }

  /** The record root, 32 bytes. */
  public byte[] recordRoot() {
    return proof.recordRoot();
  }

  /** The record's place in its batch. */
  public int position() {
    return proof.position();
  }

  /** The file's bytes. */
  public byte[] encode() {
    CborWriter out =
        new CborWriter()
            .array(anchors.isEmpty() ? PLAIN_ITEMS : ANCHORED_ITEMS)
            .text(KIND)
            .integer(version());
    schema.write(out);
    out.text(document);
    proof.write(out);
    out.bytes(header).text(origin).integer(logIndex).bytes(gatewayKeyId).bytes(promise);
    logProof.ifPresentOrElse(out::bytes, out::nil);
    if (!anchors.isEmpty()) {
      out.array(anchors.size());
      anchors.forEach(anchor -> anchor.write(out));
    }
    return out.toBytes();
  }

  /** Whether {@code file} says of itself that it is a receipt. */
  public static boolean looksLikeOne(byte[] file) {
    try {
      CborReader in = new CborReader(file);
      return isLength(in.array(ANCHORED_ITEMS)) && in.text(KIND.length()).equals(KIND);
    } catch (CborException e) {
      return false;
    }
  }

  /** Reads a file strictly. */
  public static Receipt decode(byte[] file) throws CborException {
    if (file.length > MAX_BYTES) {
      throw new CborException(MAX_BYTES, "receipt is too long");
    }
    CborReader in = new CborReader(file);
    int items = in.array(ANCHORED_ITEMS);
    if (!isLength(items) || !in.text(64).equals(KIND)) {
      throw new CborException(1, "not a receipt");
    }
    if (in.unsigned(255) != (items == ANCHORED_ITEMS ? ANCHORED : PLAIN)) {
      throw new CborException(in.position(), "receipt version is unknown");
    }
    Schema schema = Schema.read(in);
    int at = in.position();
    String document = in.text(2 * Sha256.LENGTH);
    if (!DIGEST.matcher(document).matches()) {
      throw new CborException(at, "document is not a SHA-256 in lower-case hex");
    }
    RecordProof proof = RecordProof.read(in, schema);
    byte[] header = in.bytes(BatchHeader.MAX_BYTES);
    String origin = in.text(Statement.MAX_TEXT);
    long logIndex = in.unsigned(Long.MAX_VALUE);
    byte[] keyId = in.exactly(GatewayKey.Public.ID_LENGTH);
    byte[] promise = in.exactly(GatewayKey.SIGNATURE_LENGTH);
    Optional<byte[]> logProof = in.nil() ? Optional.empty() : Optional.of(in.bytes(MAX_LOG_PROOF));
    List<LedgerProof> anchors = items == ANCHORED_ITEMS ? anchors(in) : List.of();
    in.end();
    try {
      return new Receipt(
          schema, document, proof, header, origin, logIndex, keyId, promise, logProof, anchors);
    } catch (IllegalArgumentException e) {
      throw new CborException(at, "ledgers are not in order, or there without a log proof");
    }
  }

  private static List<LedgerProof> anchors(CborReader in) throws CborException {
    int at = in.position();
    int count = in.array(MAX_ANCHORS);
    if (count == 0) {
      throw new CborException(at, "a receipt without ledgers' evidence is of version " + PLAIN);
    }
    List<LedgerProof> anchors = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      anchors.add(LedgerProof.read(in));
    }
    return anchors;
  }

  private static boolean isLength(int items) {
    return items == PLAIN_ITEMS || items == ANCHORED_ITEMS;
  }

  static byte[] promised(byte[] header, String origin, long logIndex) {
    byte[] index = ByteBuffer.allocate(Long.BYTES).putLong(logIndex).array();
    return Sha256.of(Sha256.of(header), index, origin.getBytes(StandardCharsets.UTF_8));
  }
}
