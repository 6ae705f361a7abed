/** Commitments to single values, on which all facts about hidden values rest. */
@NullMarked
package dev.vitrine.proofs.internal.pedersen;

import org.jspecify.annotations.NullMarked;
