/** Tests of the embedded services against the real ones. */
@NullMarked
package dev.vitrine.gateway.embedded;

import org.jspecify.annotations.NullMarked;
