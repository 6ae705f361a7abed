/** Tests of shards under a super-log. */
@NullMarked
package dev.vitrine.ledger.shard;

import org.jspecify.annotations.NullMarked;
