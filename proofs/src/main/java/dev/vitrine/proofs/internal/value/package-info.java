/** How a slot's value becomes the one scalar that every proof about it speaks of. */
@NullMarked
package dev.vitrine.proofs.internal.value;

import org.jspecify.annotations.NullMarked;
