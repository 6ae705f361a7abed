/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.ledger.merkle;

import org.jspecify.annotations.NullMarked;
