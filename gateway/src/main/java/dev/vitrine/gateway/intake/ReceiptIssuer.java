package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.proofs.presentation.Receipt;
import dev.vitrine.v1.RecordState;

/** Issues receipts; the way out of the gateway does it, for it is a disclosure like any other. */
public interface ReceiptIssuer {
  /** A receipt and how far the record has come. */
  record Issued(RecordState state, Receipt receipt) {}

  /**
   * The receipt of {@code ref} as of now.
   *
   * @throws dev.vitrine.gateway.errors.GatewayException.NotFound if there is no such record, or
   *     none this caller may know of
   */
  Issued issue(Caller caller, RecordRef ref);
}
