/**
 * EPCIS documents and events: structure checked as the official JSON Schema asks, and turned into
 * records in the same pass. In comes a JSON cursor; out go submissions.
 */
@NullMarked
package dev.vitrine.adapters.gs1.event;

import org.jspecify.annotations.NullMarked;
