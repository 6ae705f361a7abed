/**
 * The GS1 EPCIS 2.0 adapter. In come JSON or JSON-LD documents and single events as bytes; out go
 * records of {@code gs1.epcis.v1} and {@code gs1.sensor.v1}, or problems with their places. The
 * mapping is described in {@code docs/epcis.md}.
 */
@NullMarked
package dev.vitrine.adapters.gs1;

import org.jspecify.annotations.NullMarked;
