/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.ledger.tiles;

import org.jspecify.annotations.NullMarked;
