/** Tests of the adapter as its callers see it. */
@NullMarked
package dev.vitrine.adapters.gs1;

import org.jspecify.annotations.NullMarked;
