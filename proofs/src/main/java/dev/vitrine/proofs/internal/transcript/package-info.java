/** Fiat–Shamir: challenges that depend on everything absorbed before them. */
@NullMarked
package dev.vitrine.proofs.internal.transcript;

import org.jspecify.annotations.NullMarked;
