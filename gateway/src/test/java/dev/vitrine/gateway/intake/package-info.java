/** Tests of the way in. */
@NullMarked
package dev.vitrine.gateway.intake;

import org.jspecify.annotations.NullMarked;
