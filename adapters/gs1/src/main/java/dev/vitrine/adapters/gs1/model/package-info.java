/**
 * An event as an immutable value, the same for every syntax it can arrive in: what queries, traces,
 * profiles and hashes look at. Taking events in does not need it: records are made while reading.
 */
@NullMarked
package dev.vitrine.adapters.gs1.model;

import org.jspecify.annotations.NullMarked;
