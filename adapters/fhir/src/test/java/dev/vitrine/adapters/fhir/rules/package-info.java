/** Tests of the table of R4 and of the checks that it leads. */
@NullMarked
package dev.vitrine.adapters.fhir.rules;

import org.jspecify.annotations.NullMarked;
