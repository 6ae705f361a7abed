package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.cose.CoseSign1;
import dev.vitrine.ledger.cose.ReceiptSigner;
import jakarta.inject.Singleton;

/** COSE receipts (RFC 9942) of entries in log 0, signed with its key. Calls block. */
@Singleton
public class LogReceipts {
  private final Publisher publisher;
  private final ReceiptSigner signer;

  LogReceipts(Publisher publisher, Keys keys) {
    this.publisher = publisher;
    this.signer = new ReceiptSigner(keys.log().name(), keys.log().key());
  }

  /**
   * The receipt of a published entry, under the newest checkpoint.
   *
   * @param entry its bytes
   * @param index its index in log 0
   * @param subject what it is about
   */
  public CoseSign1 inclusion(byte[] entry, long index, String subject) {
    return inclusion(entry, publisher.view().proof(index), subject);
  }

  /** The receipt that says what this proof says. */
  public CoseSign1 inclusion(byte[] entry, TlogProof proof, String subject) {
    try {
      return signer.inclusion(entry, proof.inclusion(), subject, proof.checkpoint());
    } catch (IllegalArgumentException e) {
      // what is stored and what is published differ: nothing is signed
      throw new GatewayException.Internal(e);
    } catch (dev.vitrine.ledger.checkpoint.SigningException e) {
      throw new GatewayException.Unavailable("The log's key can't be reached; try again.", e);
    }
  }
}
