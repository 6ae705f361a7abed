package dev.vitrine.ledger.cose;

import dev.vitrine.ledger.witness.LogPolicy;
import java.util.List;

/**
 * A log whose COSE receipts are believed.
 *
 * @param issuer what its receipts call it, in the CWT claim {@code iss}; for a Vitrine log, the
 *     origin
 * @param key its public key
 * @param entries what it logs of a signed statement
 */
public record ReceiptLog(String issuer, CoseKey key, EntryForm entries) {
  /** The logs of a policy, which log entries as Vitrine does. */
  public static List<ReceiptLog> of(LogPolicy policy) {
    return policy.logs().stream()
        .map(log -> new ReceiptLog(log.name(), CoseKey.ed25519(log.publicKey()), EntryForm.TYPED))
        .toList();
  }

  /** How a signed statement becomes a log entry; RFC 9942 leaves it to the application. */
  public enum EntryForm {
    /** As Vitrine does: {@link SignedStatement#entry}. */
    TYPED,
    /** The statement's digest as it is, 32 bytes. */
    DIGEST
  }
}
