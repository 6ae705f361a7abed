/**
 * Whom a verifier trusts: logs, witnesses and the quorum (C2SP tlog-policy, tlog-cosignature). A
 * policy text or keys come in; whether a checkpoint satisfies it goes out. Fail closed: what is not
 * verified does not count.
 */
@NullMarked
package dev.vitrine.ledger.witness;

import org.jspecify.annotations.NullMarked;
