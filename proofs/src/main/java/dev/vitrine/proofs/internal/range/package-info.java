/**
 * Range proofs: that hidden values, given by commitments, lie in {@code [0, 2^n)}, any number of
 * them and each with its own n, in one proof of logarithmic size (aggregated Bulletproofs, Bünz et
 * al., 2018).
 *
 * <p>A transcript that already holds everything public comes in, with openings or with claims and a
 * proof; a proof goes out, or equations that must hold for it.
 */
@NullMarked
package dev.vitrine.proofs.internal.range;

import org.jspecify.annotations.NullMarked;
