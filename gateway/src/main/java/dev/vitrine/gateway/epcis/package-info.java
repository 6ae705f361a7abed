/**
 * EPCIS 2.0's query interface: {@code /epcis/events}, named queries, the lists of what is known,
 * discovery. Callers and query parameters come in, EPCISQueryDocuments go out.
 *
 * <p>What a caller may not see does not exist for it: every event is cut to what the policies show
 * that caller before anything is asked of it, and each event of another sender is a durable
 * disclosure before it leaves.
 */
@NullMarked
package dev.vitrine.gateway.epcis;

import org.jspecify.annotations.NullMarked;
