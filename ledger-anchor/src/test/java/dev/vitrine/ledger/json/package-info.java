/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.ledger.json;

import org.jspecify.annotations.NullMarked;
