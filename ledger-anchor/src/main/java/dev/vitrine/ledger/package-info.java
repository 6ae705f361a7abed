/** The ledger's own error, which all its packages share. Nothing comes in, nothing goes out. */
@NullMarked
package dev.vitrine.ledger;

import org.jspecify.annotations.NullMarked;
