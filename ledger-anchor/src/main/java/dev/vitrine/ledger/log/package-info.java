/**
 * The log: sequence → integrate → publish, over a storage SPI. Entries with their indexes come from
 * storage; tiles and signed checkpoints go back to it in one step, and proofs and static resources
 * go out to readers, only of what is published.
 */
@NullMarked
package dev.vitrine.ledger.log;

import org.jspecify.annotations.NullMarked;
