/**
 * Range proofs: that hidden values, given by commitments, lie in {@code [0, 2^n)}, any number of
 * them and each with its own n, in one proof of logarithmic size (aggregated Bulletproofs, Bünz et
 * al., 2018).
 *
 * <p>A transcript that already holds everything public comes in, with openings or with claims and a
 * proof; a proof goes out, or equations that must hold for it.
 *
 * <p>The bits of all values, each from its least significant one, take positions one after another;
 * N is their number rounded up to a power of two. {@code G_p} and {@code H_p} are hash_to_curve of
 * {@code "G" ‖ u16 p} and {@code "H" ‖ u16 p} under {@code
 * VITRINE-V1-RANGE_BLS12381G1_XMD:SHA-256_SSWU_RO_}; {@code Y1} and {@code Y0} are those of the
 * commitments. The transcript goes so:
 *
 * <ol>
 *   <li>absorb {@code bytes("range")}, the number of values, and for each its bits, its number of
 *       terms, and each term's factor and point
 *   <li>absorb A, S; draw y, z
 *   <li>absorb T1, T2; draw x
 *   <li>absorb t̂, τx, μ; draw w
 *   <li>for each of log2 N rounds absorb L, R; draw u
 *   <li>absorb a, b
 * </ol>
 *
 * <p>{@code d_p = z^(2+j)·2^i} at bit i of value j (both from 0), 0 at positions that are left
 * over; {@code δ = (z − z²)·Σ y^p − z·Σ d_p}. The two equations stand in {@link RangeVerifier}, a
 * round in {@link InnerProduct}.
 */
@NullMarked
package dev.vitrine.proofs.internal.range;

import org.jspecify.annotations.NullMarked;
