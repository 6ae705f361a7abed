/**
 * What makes a JSON tree a FHIR R4 resource, as far as this adapter checks it. In comes a tree; out
 * come problems, and what the walk saw that every template needs.
 */
@NullMarked
package dev.vitrine.adapters.fhir.rules;

import org.jspecify.annotations.NullMarked;
