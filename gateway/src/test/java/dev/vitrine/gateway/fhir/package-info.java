/** Tests of FHIR's REST surface, against a whole gateway. */
@NullMarked
package dev.vitrine.gateway.fhir;

import org.jspecify.annotations.NullMarked;
