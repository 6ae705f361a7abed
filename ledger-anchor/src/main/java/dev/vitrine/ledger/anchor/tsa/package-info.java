/**
 * Time-stamps by a time-stamping authority (RFC 3161) as an anchor: a checkpoint's hash goes out, a
 * signed time comes back, and anybody who trusts the authority's root can check it offline.
 * Certificates expire; {@link dev.vitrine.ledger.anchor.tsa.EvidenceRenewal} makes evidence records
 * (RFC 4998) of time-stamps before that.
 */
@NullMarked
package dev.vitrine.ledger.anchor.tsa;

import org.jspecify.annotations.NullMarked;
