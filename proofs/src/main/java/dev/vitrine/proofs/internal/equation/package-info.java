/**
 * Verification equations, gathered while proofs are read and then checked all at once: one
 * multi-scalar multiplication and one multi-pairing for any number of proofs.
 */
@NullMarked
package dev.vitrine.proofs.internal.equation;

import org.jspecify.annotations.NullMarked;
