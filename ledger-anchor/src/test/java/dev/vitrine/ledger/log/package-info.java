/** Tests of the log, and the kit that holds every storage to its contract. */
@NullMarked
package dev.vitrine.ledger.log;

import org.jspecify.annotations.NullMarked;
