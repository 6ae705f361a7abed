/**
 * The Merkle tree of RFC 9162 §2.1 as far as a batch needs it: hashing, roots and inclusion proofs.
 * Consistency proofs and tiles, which only a log needs, are in the ledger-anchor module.
 */
@NullMarked
package dev.vitrine.proofs.merkle;

import org.jspecify.annotations.NullMarked;
