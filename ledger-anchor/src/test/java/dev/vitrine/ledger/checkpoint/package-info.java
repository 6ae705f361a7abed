/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.ledger.checkpoint;

import org.jspecify.annotations.NullMarked;
