/** Tests of the event hash. */
@NullMarked
package dev.vitrine.adapters.gs1.hash;

import org.jspecify.annotations.NullMarked;
