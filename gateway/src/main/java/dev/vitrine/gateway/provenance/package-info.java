/**
 * Whose signatures in FHIR Provenance resources are believed: the operator's list of keys and
 * roots, and the targets that were handed in before. Checking is the adapter's.
 */
@NullMarked
package dev.vitrine.gateway.provenance;

import org.jspecify.annotations.NullMarked;
