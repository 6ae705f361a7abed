package dev.vitrine.proofs.internal.linear;

import dev.vitrine.proofs.internal.curve.G1Point;

/**
 * What is claimed of one column: its share of the target is this form of its values.
 *
 * @param commitment the column's commitment
 * @param form the form
 */
public record ColumnClaim(G1Point commitment, Form form) {}
