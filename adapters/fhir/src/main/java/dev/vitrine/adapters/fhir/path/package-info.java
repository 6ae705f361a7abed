/**
 * A subset of FHIRPath 2.0 (HL7 FHIRPath N1) over the adapter's own tree. In come expressions, and
 * later checked resources; out come places in them. Whatever is outside of the subset is refused
 * when an expression is compiled, never answered wrongly.
 */
@NullMarked
package dev.vitrine.adapters.fhir.path;

import org.jspecify.annotations.NullMarked;
