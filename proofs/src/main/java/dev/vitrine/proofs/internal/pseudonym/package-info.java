/**
 * Names that a gateway gives a hidden subject, one for each verifier and context: the same subject
 * has the same name there, and names elsewhere can't be tied to it. Keys, values and commitments
 * come in; names and equations for a linear relation go out.
 */
@NullMarked
package dev.vitrine.proofs.internal.pseudonym;

import org.jspecify.annotations.NullMarked;
