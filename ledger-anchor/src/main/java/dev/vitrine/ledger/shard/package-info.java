/**
 * Several logs under one: shards hold the entries, and the super-log, the one that witnesses
 * cosign, holds the shards' checkpoints. In come checkpoints and tlog-proofs; out go the entries
 * that tie the logs together, proofs that go through both, and what is wrong with them. Knows
 * nothing of batches, storage or the network.
 */
@NullMarked
package dev.vitrine.ledger.shard;

import org.jspecify.annotations.NullMarked;
