/** Tests of the transport, over a real server on loopback. */
@NullMarked
package dev.vitrine.ledger.transport;

import org.jspecify.annotations.NullMarked;
