/**
 * What runs in the other process, and the only code here that knows HAPI. HAPI is not among the
 * gateway's libraries: the other process has it from a folder.
 */
@NullMarked
package dev.vitrine.adapters.fhir.opinion.worker;

import org.jspecify.annotations.NullMarked;
