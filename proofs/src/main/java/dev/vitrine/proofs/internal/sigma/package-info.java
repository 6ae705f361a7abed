/**
 * Schnorr proofs of linear relations in G1 (draft-irtf-cfrg-sigma-protocols-03 §3), as parts of a
 * larger proof: the caller's transcript gives the one challenge, and the verifier's equations are
 * gathered with all others. Relations and witnesses come in; first messages, responses and
 * equations go out.
 */
@NullMarked
package dev.vitrine.proofs.internal.sigma;

import org.jspecify.annotations.NullMarked;
