/**
 * Units of measure by UCUM. In come numbers as they were written and units' codes; out come exact
 * numbers in other units, or nothing. Nothing is ever rounded.
 */
@NullMarked
package dev.vitrine.adapters.fhir.unit;

import org.jspecify.annotations.NullMarked;
