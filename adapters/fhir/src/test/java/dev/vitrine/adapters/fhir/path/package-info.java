/** Tests of intervals of time. */
@NullMarked
package dev.vitrine.adapters.fhir.path;

import org.jspecify.annotations.NullMarked;
