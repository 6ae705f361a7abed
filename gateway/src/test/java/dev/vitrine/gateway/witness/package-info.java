/** Tests of the package of the same name. */
@NullMarked
package dev.vitrine.gateway.witness;

import org.jspecify.annotations.NullMarked;
