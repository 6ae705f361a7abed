/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.ledger.anchor.tsa;

import org.jspecify.annotations.NullMarked;
