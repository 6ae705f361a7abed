/** The log's speed beside what limits it. Nothing comes in; figures go out. */
@NullMarked
package dev.vitrine.ledger.bench;

import org.jspecify.annotations.NullMarked;
