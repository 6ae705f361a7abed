/** Tests of the package of the same name, most of them over a real node. */
@NullMarked
package dev.vitrine.ledger.anchor.evm;

import org.jspecify.annotations.NullMarked;
