/**
 * Durable storage in PostgreSQL: batches of sealed records, look-up by keyed hashes, and the log's
 * entries, tiles and checkpoint. In come sealed batches and log tiles; out go what was stored,
 * checked by whoever opens it. SQL is in this package and the migrations only.
 */
@NullMarked
package dev.vitrine.gateway.store;

import org.jspecify.annotations.NullMarked;
