/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.gateway.ledgers;

import org.jspecify.annotations.NullMarked;
