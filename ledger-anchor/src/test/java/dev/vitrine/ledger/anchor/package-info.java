/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.ledger.anchor;

import org.jspecify.annotations.NullMarked;
