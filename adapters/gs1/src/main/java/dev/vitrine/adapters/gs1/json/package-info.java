/**
 * Strict, bounded JSON reading: a cursor over bytes that knows its JSON Pointer, refuses what RFC
 * 8259 readers may differ on, and records every primitive it passes. Knows nothing of EPCIS.
 */
@NullMarked
package dev.vitrine.adapters.gs1.json;

import org.jspecify.annotations.NullMarked;
