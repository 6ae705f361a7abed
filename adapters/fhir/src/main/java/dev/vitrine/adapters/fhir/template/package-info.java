/**
 * Which slots a resource fills, and what it can be looked up by. Templates are files: each names a
 * type of resource, a guard and slots, both in FHIRPath. In come files, and later checked trees;
 * out come schemas, slot values and tags.
 */
@NullMarked
package dev.vitrine.adapters.fhir.template;

import org.jspecify.annotations.NullMarked;
