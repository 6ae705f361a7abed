/** The witnesses of others as an anchor: a checkpoint goes out, their cosignatures come back. */
@NullMarked
package dev.vitrine.ledger.anchor.witness;

import org.jspecify.annotations.NullMarked;
