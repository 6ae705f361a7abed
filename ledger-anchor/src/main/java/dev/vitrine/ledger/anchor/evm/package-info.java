/**
 * Checkpoints in a contract on an Ethereum-like chain. A checkpoint goes in and becomes a signed
 * transaction; an event of the contract comes back, with a proof that leads from it to the hash of
 * its block. Nodes are spoken to in JSON-RPC and believed only as far as {@link
 * dev.vitrine.ledger.anchor.evm.EvmAnchor} says. Verifying takes no node.
 */
@NullMarked
package dev.vitrine.ledger.anchor.evm;

import org.jspecify.annotations.NullMarked;
