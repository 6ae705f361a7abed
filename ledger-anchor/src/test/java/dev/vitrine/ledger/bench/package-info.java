/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.ledger.bench;

import org.jspecify.annotations.NullMarked;
