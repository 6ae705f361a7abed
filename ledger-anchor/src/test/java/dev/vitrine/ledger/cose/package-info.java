/** COSE messages, receipts and statements: examples, cheats, published vectors, hostile bytes. */
@NullMarked
package dev.vitrine.ledger.cose;

import org.jspecify.annotations.NullMarked;
