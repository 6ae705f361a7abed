/**
 * Makes the table of R4 that the checks rest on, while Maven builds this module. In go the
 * definitions that HL7 publishes, as an artifact carries them; out comes one small file in {@code
 * target/classes}. Nothing of this package is in the jar.
 */
@NullMarked
package dev.vitrine.adapters.fhir.generate;

import org.jspecify.annotations.NullMarked;
