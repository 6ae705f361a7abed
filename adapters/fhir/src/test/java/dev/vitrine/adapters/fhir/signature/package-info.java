@NullMarked
package dev.vitrine.adapters.fhir.signature;

import org.jspecify.annotations.NullMarked;
