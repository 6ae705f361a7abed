/**
 * Signed notes, checkpoints, cosignatures and the proof text (C2SP signed-note, tlog-checkpoint,
 * tlog-cosignature, tlog-proof). Untrusted text comes in and is parsed strictly; a value, or a
 * refusal with its place, goes out. Parsing is not trusting: {@link
 * dev.vitrine.ledger.checkpoint.SignedNote#verifiedBy} and the policies in {@code witness} are.
 */
@NullMarked
package dev.vitrine.ledger.checkpoint;

import org.jspecify.annotations.NullMarked;
