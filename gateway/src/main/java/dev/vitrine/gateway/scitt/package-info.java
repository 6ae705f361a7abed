/**
 * A SCITT transparency service (RFC 9943) as SCRAPI has it: signed statements in at {@code POST
 * /entries}, checked against the registration policy, logged in log 0; COSE receipts (RFC 9942)
 * out. The formats are {@code dev.vitrine.ledger.cose}'s.
 */
@NullMarked
package dev.vitrine.gateway.scitt;

import org.jspecify.annotations.NullMarked;
