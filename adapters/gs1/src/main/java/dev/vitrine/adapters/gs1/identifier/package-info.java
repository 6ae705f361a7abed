/**
 * GS1 identifiers in all their forms: EPC URIs and their patterns, GS1 Digital Links, and what is
 * the same in both. In come texts as they were sent, out go facts, other forms of the same
 * identifier, or the reason why there is none; no problem is raised here.
 */
@NullMarked
package dev.vitrine.adapters.gs1.identifier;

import org.jspecify.annotations.NullMarked;
