/** Tests of units of measure. */
@NullMarked
package dev.vitrine.adapters.fhir.unit;

import org.jspecify.annotations.NullMarked;
