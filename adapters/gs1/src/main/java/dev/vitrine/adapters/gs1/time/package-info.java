/** Dates and times as EPCIS writes them. */
@NullMarked
package dev.vitrine.adapters.gs1.time;

import org.jspecify.annotations.NullMarked;
