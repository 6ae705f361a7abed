/**
 * Bundles taken apart. In come a Bundle's bytes; out comes for each entry the exact slice of bytes
 * that is its resource, what the entry says of it (fullUrl, request), and what references to it
 * from other entries mean. How one resource is read is given by {@link
 * dev.vitrine.adapters.fhir.bundle.ResourceReader}. Source: FHIR R4 (4.0.1), bundle.html and
 * http.html#transaction.
 */
@NullMarked
package dev.vitrine.adapters.fhir.bundle;

import org.jspecify.annotations.NullMarked;
