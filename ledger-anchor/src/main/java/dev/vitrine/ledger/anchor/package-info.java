/**
 * What an external ledger must offer to take checkpoints in. A checkpoint goes out to the ledger;
 * its state there comes back, and evidence that anybody can check without the log and without the
 * ledger. One ledger is one class behind {@link dev.vitrine.ledger.anchor.Anchor}; what it must
 * know after a restart it keeps through {@link dev.vitrine.ledger.anchor.AnchorMemory}. {@link
 * dev.vitrine.ledger.anchor.Anchorer} brings published checkpoints there, by way of an {@link
 * dev.vitrine.ledger.anchor.Outbox} that survives crashes.
 */
@NullMarked
package dev.vitrine.ledger.anchor;

import org.jspecify.annotations.NullMarked;
