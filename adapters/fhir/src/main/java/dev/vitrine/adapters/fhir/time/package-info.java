/** FHIR's dates and times of any precision as intervals. In comes text; out come whole numbers. */
@NullMarked
package dev.vitrine.adapters.fhir.time;

import org.jspecify.annotations.NullMarked;
