package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.query.Ordering;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended.
 *
 * @param ref the last event's record, packed
 * @param key what it was ordered by; null where no order was asked for
 * @param remaining how many more are wanted
 */
record Position(long ref, Ordering.@Nullable Key key, OptionalLong remaining) {}
