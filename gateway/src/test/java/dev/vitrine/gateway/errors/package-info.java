/** Tests of how refusals look from outside. */
@NullMarked
package dev.vitrine.gateway.errors;

import org.jspecify.annotations.NullMarked;
