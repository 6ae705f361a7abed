/**
 * How every verification in Vitrine answers: with a verdict that names each step it took, or with a
 * refusal that names the step that failed and why. Never with a bare boolean.
 */
@NullMarked
package dev.vitrine.proofs.verdict;

import org.jspecify.annotations.NullMarked;
