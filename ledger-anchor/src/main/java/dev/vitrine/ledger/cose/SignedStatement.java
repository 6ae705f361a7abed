package dev.vitrine.ledger.cose;

import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A SCITT signed statement (RFC 9943 §6), with receipts a transparent one: somebody, the issuer,
 * says something about a subject. Well-formed, not verified.
 *
 * <p>Its digest leaves out the unprotected header, so that receipts can be put there later, and
 * covers all else: protected header, payload and signature. Since the signature is in it, the
 * digest can't be guessed from what the statement says.
 */
public final class SignedStatement {
  /** The media type of a signed or transparent statement. */
  public static final String MEDIA_TYPE = "application/scitt-statement+cose";

  /** The media type of a receipt. */
  public static final String RECEIPT_MEDIA_TYPE = "application/scitt-receipt+cose";

  /** The type of log entries that hold a statement's digest. */
  public static final int ENTRY_TYPE = 5;

  /** The most receipts that are read. */
  public static final int MAX_RECEIPTS = 16;

  private static final int MAX_CLAIM = 512;

  private final CoseSign1 message;
  private final String issuer;
  private final Optional<String> subject;
  private final byte[] digest;

  private SignedStatement(CoseSign1 message, String issuer, Optional<String> subject) {
    this.message = message;
    this.issuer = issuer;
    this.subject = subject;
    this.digest = Sha256.of(bare(message).encode());
  }

  /**
   * Reads a statement.
   *
   * @throws MalformedCoseException if it is no COSE_Sign1, or its protected header does not name an
   *     issuer
   */
  public static SignedStatement parse(byte[] bytes) {
    return of(CoseSign1.parse(bytes));
  }

  /**
   * Takes a message as a statement.
   *
   * @throws MalformedCoseException if its protected header does not name an issuer
   */
  public static SignedStatement of(CoseSign1 message) {
    Optional<String> issuer = claim(message, CoseHeader.ISSUER);
    if (issuer.isEmpty()) {
      throw new MalformedCoseException("the protected header names no issuer (CWT claim 1)");
    }
    return new SignedStatement(message, issuer.get(), claim(message, CoseHeader.SUBJECT));
  }

  /** The message itself. */
  public CoseSign1 message() {
    return message;
  }

  /** Who says it, by its own word. */
  public String issuer() {
    return issuer;
  }

  /** What it is about. RFC 9943 wants it there; statements from before do not all have it. */
  public Optional<String> subject() {
    return subject;
  }

  /** SHA-256 of the statement with an empty unprotected header, deterministically encoded. */
  public byte[] digest() {
    return digest.clone();
  }

  /** What a Vitrine log holds of it: the CBOR array {@code [5, digest]}. */
  public byte[] entry() {
    return new CborWriter().array(2).integer(ENTRY_TYPE).bytes(digest).toBytes();
  }

  /** The receipts in its unprotected header, in their order. */
  public List<byte[]> receipts() {
    Optional<CborItem> found = message.unprotectedHeader().get(CoseHeader.RECEIPTS);
    if (found.isEmpty()) {
      return List.of();
    }
    List<CborItem> items =
        found
            .get()
            .items()
            .filter(list -> !list.isEmpty() && list.size() <= MAX_RECEIPTS)
            .orElseThrow(
                () ->
                    new MalformedCoseException(
                        "label 394 must hold 1 to " + MAX_RECEIPTS + " receipts"));
    List<byte[]> receipts = new ArrayList<>();
    for (CborItem item : items) {
      receipts.add(
          item.bytes()
              .orElseThrow(() -> new MalformedCoseException("a receipt is no byte string")));
    }
    return receipts;
  }

  /** The transparent statement: this one with exactly these receipts (RFC 9943 §7). */
  public SignedStatement withReceipts(List<byte[]> receipts) {
    CoseHeader header = message.unprotectedHeader().without(CoseHeader.RECEIPTS);
    if (!receipts.isEmpty()) {
      header =
          header.with(
              CoseHeader.RECEIPTS, CborItem.of(receipts.stream().map(CborItem::of).toList()));
    }
    return new SignedStatement(message.withUnprotected(header), issuer, subject);
  }

  /** This statement with an empty unprotected header: what {@link #digest} is of. */
  public SignedStatement bare() {
    return new SignedStatement(bare(message), issuer, subject);
  }

  private static CoseSign1 bare(CoseSign1 message) {
    return message.withUnprotected(CoseHeader.EMPTY);
  }

  /** The statement's bytes. */
  public byte[] encode() {
    return message.encode();
  }

  private static Optional<String> claim(CoseSign1 message, long claim) {
    Optional<String> found = message.protectedHeader().claim(claim);
    if (found.filter(text -> text.isEmpty() || text.length() > MAX_CLAIM).isPresent()) {
      throw new MalformedCoseException(
          "CWT claim " + claim + " must have 1 to " + MAX_CLAIM + " characters");
    }
    return found;
  }

  /** Names issuer and digest. */
  @Override
  public String toString() {
    return "SignedStatement[" + java.util.HexFormat.of().formatHex(digest) + "]";
  }
}
