/**
 * EPCIS in XML. In come documents of EPCIS 2.0 and 1.0 to 1.2 as bytes; out goes the same in EPCIS
 * 2.0's JSON, with the place in the XML of every event, report and problem, for the one reader of
 * events there is. A writer goes the other way. The XML itself is read by a strict, bounded
 * scanner: no document type declares anything, nothing is fetched, no entity is expanded.
 */
@NullMarked
package dev.vitrine.adapters.gs1.xml;

import org.jspecify.annotations.NullMarked;
