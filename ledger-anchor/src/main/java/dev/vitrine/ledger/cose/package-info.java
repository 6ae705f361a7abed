/**
 * COSE (RFC 9052) as far as transparency needs it: COSE_Sign1, receipts of inclusion and of
 * consistency (RFC 9942) and SCITT signed and transparent statements (RFC 9943). Untrusted bytes
 * come in and are parsed strictly and within bounds; values, or a refusal with its place, go out.
 * Parsing is not trusting: {@link dev.vitrine.ledger.cose.CoseReceiptVerifier} and {@link
 * dev.vitrine.ledger.cose.StatementVerifier} are.
 */
@NullMarked
package dev.vitrine.ledger.cose;

import org.jspecify.annotations.NullMarked;
