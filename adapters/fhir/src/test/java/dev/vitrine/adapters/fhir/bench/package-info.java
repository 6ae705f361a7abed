/** Figures beside HAPI FHIR, run by hand. */
@NullMarked
package dev.vitrine.adapters.fhir.bench;

import org.jspecify.annotations.NullMarked;
