/** Tests of taking Bundles apart. */
@NullMarked
package dev.vitrine.adapters.fhir.bundle;

import org.jspecify.annotations.NullMarked;
