/** Tests of the FHIR adapter, from its door. */
@NullMarked
package dev.vitrine.adapters.fhir;

import org.jspecify.annotations.NullMarked;
