/**
 * How ledgers, time-stampers and witnesses are reached: a request of bytes goes out, a status and
 * bounded bytes come back. The one package that opens connections; what comes back is not believed.
 */
@NullMarked
package dev.vitrine.ledger.transport;

import org.jspecify.annotations.NullMarked;
