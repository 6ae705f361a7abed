/**
 * Facts about hidden slots, as people ask for them and read them: from messages to facts and
 * requirements, and from what a presentation states to words. Knows no record and no store.
 */
@NullMarked
package dev.vitrine.gateway.facts;

import org.jspecify.annotations.NullMarked;
