/** Tests of templates as files. */
@NullMarked
package dev.vitrine.adapters.fhir.template;

import org.jspecify.annotations.NullMarked;
