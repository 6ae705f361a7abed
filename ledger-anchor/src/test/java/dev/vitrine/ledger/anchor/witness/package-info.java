/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.ledger.anchor.witness;

import org.jspecify.annotations.NullMarked;
