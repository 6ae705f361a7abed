/**
 * Whom a verifier trusts, and how trust is made: logs, witnesses and the quorum (C2SP tlog-policy,
 * tlog-cosignature), the witness itself over its memory, and the collector that asks witnesses for
 * a log (C2SP tlog-witness). Policy texts, keys and requests come in; cosignatures, or whether a
 * checkpoint satisfies a policy, go out. Fail closed: what is not verified does not count.
 */
@NullMarked
package dev.vitrine.ledger.witness;

import org.jspecify.annotations.NullMarked;
