/**
 * What a growing Merkle tree needs beyond a batch's: consistency proofs, compact ranges, and proofs
 * made from the hashes of complete subtrees. In come leaf hashes or a {@link
 * dev.vitrine.ledger.merkle.NodeSource}; out go roots and proofs (RFC 9162 §2.1).
 */
@NullMarked
package dev.vitrine.ledger.merkle;

import org.jspecify.annotations.NullMarked;
