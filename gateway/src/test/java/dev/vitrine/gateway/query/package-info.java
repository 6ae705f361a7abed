/** Tests of the way out. */
@NullMarked
package dev.vitrine.gateway.query;

import org.jspecify.annotations.NullMarked;
