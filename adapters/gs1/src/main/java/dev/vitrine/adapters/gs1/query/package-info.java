/**
 * EPCIS 2.0's SimpleEventQuery (§8.2.7.1): parameters in, of a URL or of a query in JSON, an
 * immutable query out, which says of any event whether it matches. Knows nothing of where events
 * are stored; what an index could narrow is offered as {@link Lookup}s.
 */
@NullMarked
package dev.vitrine.adapters.gs1.query;

import org.jspecify.annotations.NullMarked;
