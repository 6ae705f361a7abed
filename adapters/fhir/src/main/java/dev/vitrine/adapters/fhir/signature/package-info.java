/**
 * Signatures on FHIR resources: detached JWS over canonical JSON. In comes a Signature and the
 * resource it is over; out comes whose key signed it, or why that can't be said. Knows nothing of
 * which keys are trusted.
 */
@NullMarked
package dev.vitrine.adapters.fhir.signature;

import org.jspecify.annotations.NullMarked;
