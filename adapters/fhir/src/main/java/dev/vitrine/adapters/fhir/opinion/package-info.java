/**
 * A second opinion on a resource, by HAPI FHIR's validator in a process of its own: bounded in
 * time, memory and number, and never needed for this adapter's own verdict. In goes a resource; out
 * come codes and places, without any text of the resource.
 */
@NullMarked
package dev.vitrine.adapters.fhir.opinion;

import org.jspecify.annotations.NullMarked;
