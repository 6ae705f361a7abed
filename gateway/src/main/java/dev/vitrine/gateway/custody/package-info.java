/**
 * Chains of custody, kept at capture. In come sealed EPCIS events in the order they were taken; out
 * go custody records, one for each event, that give every instance the event names its next number
 * and the root of the record before. {@link dev.vitrine.gateway.custody.CustodyCheck} follows such
 * a chain offline.
 */
@NullMarked
package dev.vitrine.gateway.custody;

import org.jspecify.annotations.NullMarked;
