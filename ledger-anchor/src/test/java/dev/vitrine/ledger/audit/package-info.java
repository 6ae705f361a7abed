/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.ledger.audit;

import org.jspecify.annotations.NullMarked;
