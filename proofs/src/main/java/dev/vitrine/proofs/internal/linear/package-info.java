/**
 * Linear-form proofs over column commitments, in their compressed (logarithmic) form: that a public
 * combination of hidden values in one or many columns is the opening of a commitment, or a public
 * sum. In come columns and forms; out goes a proof, or an equation to be checked.
 */
@NullMarked
package dev.vitrine.proofs.internal.linear;

import org.jspecify.annotations.NullMarked;
