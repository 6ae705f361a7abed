package dev.vitrine.proofs.internal.range;

import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;

/**
 * One product of a commitment that is put together from other points.
 *
 * @param factor a public factor
 * @param point a point both sides know
 */
public record Term(Scalar factor, G1Point point) {}
