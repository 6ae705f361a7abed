/**
 * FHIR's REST surface: single resources, Bundles and imports of NDJSON in, OperationOutcomes and
 * receipts out. What FHIR means is the adapter's; how records become durable is the intake's; here
 * is only how the two are asked for over HTTP.
 */
@NullMarked
package dev.vitrine.gateway.fhir;

import org.jspecify.annotations.NullMarked;
