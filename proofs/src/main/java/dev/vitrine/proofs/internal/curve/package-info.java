/**
 * The one door to BLS12-381: scalars, points of both groups, multi-scalar multiplication, pairings
 * and hashing to the curve, over a native and a pure-Java backend that give the same bytes.
 *
 * <p>Foreign bytes come in and are checked (length, canonical form, curve, subgroup); immutable
 * values or {@link dev.vitrine.proofs.internal.curve.CurveException} go out. No protocol lives
 * here.
 */
@NullMarked
package dev.vitrine.proofs.internal.curve;

import org.jspecify.annotations.NullMarked;
