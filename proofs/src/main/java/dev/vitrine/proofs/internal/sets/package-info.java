/**
 * Proofs that a hidden value is an element of a public signed set, or lies in one of its gaps: BBS
 * proofs of the publisher's signature whose hidden messages answer the same challenge with the same
 * blindings as the caller's commitments to them. Witnesses and responses come in; first messages,
 * responses and equations go out.
 */
@NullMarked
package dev.vitrine.proofs.internal.sets;

import org.jspecify.annotations.NullMarked;
