/**
 * FHIR's strict JSON. In come bytes; out comes a small tree that keeps the order of members and the
 * lexemes of numbers, and the list of its primitives. No knowledge of resources here.
 */
@NullMarked
package dev.vitrine.adapters.fhir.json;

import org.jspecify.annotations.NullMarked;
