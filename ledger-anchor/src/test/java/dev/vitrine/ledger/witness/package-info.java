/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.ledger.witness;

import org.jspecify.annotations.NullMarked;
