/**
 * The keys of a log's gateway, as the log itself tells of them: statements (log entry type 3) that
 * a registry key has signed, replayed from the genesis entry on. In come entries, out goes for each
 * key what it was good for and when. Byte formats: docs/protocol.md, "Key registry".
 */
@NullMarked
package dev.vitrine.ledger.registry;

import org.jspecify.annotations.NullMarked;
