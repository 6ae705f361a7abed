/** Tests of the second opinion, with the real HAPI in a process of its own. */
@NullMarked
package dev.vitrine.adapters.fhir.opinion;

import org.jspecify.annotations.NullMarked;
