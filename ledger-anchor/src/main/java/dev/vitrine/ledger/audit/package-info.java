/**
 * Offline verification by a stranger: proofs, append-only growth, split views, and the whole log
 * from its entries. A policy and untrusted bytes come in; the named steps that passed go out, or a
 * refusal that says which step failed and why. No network, no trust in whoever runs the log.
 */
@NullMarked
package dev.vitrine.ledger.audit;

import org.jspecify.annotations.NullMarked;
