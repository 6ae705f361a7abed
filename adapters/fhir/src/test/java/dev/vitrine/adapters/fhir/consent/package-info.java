@NullMarked
package dev.vitrine.adapters.fhir.consent;

import org.jspecify.annotations.NullMarked;
