/** Tests of reading identifiers. */
@NullMarked
package dev.vitrine.adapters.gs1.identifier;

import org.jspecify.annotations.NullMarked;
