/**
 * Records as credentials that other software understands: a W3C Verifiable Credential 2.0 with a
 * bbs-2023 proof, and an SD-JWT VC. In come a record's commitment and the slots that may leave; out
 * go credentials, what a holder shows of them, and verdicts with named steps. Nothing here talks to
 * the network: contexts are bundled, and keys are pinned by the verifier.
 */
@NullMarked
package dev.vitrine.proofs.credential;

import org.jspecify.annotations.NullMarked;
