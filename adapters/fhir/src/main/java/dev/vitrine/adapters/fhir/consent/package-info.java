/**
 * FHIR R4 Consent as a rule over requests. In comes a Consent resource and who asks for what; out
 * comes permit, deny or silence. Knows nothing of where consents are kept.
 */
@NullMarked
package dev.vitrine.adapters.fhir.consent;

import org.jspecify.annotations.NullMarked;
