package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.path.FhirPath;

/**
 * A look-up tag: every value that an expression gives.
 *
 * @param name the tag's name
 * @param path where its values are
 * @param reading what a value is as text
 */
record TagPath(String name, FhirPath path, Reading reading) {}
