/** Tests of intervals of time. */
@NullMarked
package dev.vitrine.adapters.fhir.time;

import org.jspecify.annotations.NullMarked;
