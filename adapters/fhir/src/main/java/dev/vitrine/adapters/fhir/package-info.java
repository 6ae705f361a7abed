/**
 * The door of the FHIR R4 adapter. In come bytes of one resource in JSON; out come a typed record
 * with its look-up tags, or every reason why it was refused. Knows nothing of the gateway.
 */
@NullMarked
package dev.vitrine.adapters.fhir;

import org.jspecify.annotations.NullMarked;
