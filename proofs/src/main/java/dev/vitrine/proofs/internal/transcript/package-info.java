/**
 * Fiat–Shamir as draft-irtf-cfrg-fiat-shamir-03 has it, over SHAKE128: public values go in,
 * challenges that depend on everything absorbed before them come out.
 */
@NullMarked
package dev.vitrine.proofs.internal.transcript;

import org.jspecify.annotations.NullMarked;
