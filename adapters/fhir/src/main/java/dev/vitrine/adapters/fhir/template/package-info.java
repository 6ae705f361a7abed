/**
 * Which slots a resource fills, one table per template, and what it can be looked up by. In comes a
 * checked tree; out come schemas, slot values and tags. A template is data: nothing here parses.
 */
@NullMarked
package dev.vitrine.adapters.fhir.template;

import org.jspecify.annotations.NullMarked;
