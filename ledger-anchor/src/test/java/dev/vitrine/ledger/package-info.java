/** Tests that span the module, and what its tests share. */
@NullMarked
package dev.vitrine.ledger;

import org.jspecify.annotations.NullMarked;
