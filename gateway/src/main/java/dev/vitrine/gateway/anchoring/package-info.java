/**
 * Bringing checkpoints into external ledgers, and showing how far they are: published checkpoints
 * and settings come in; anchors, lag, alarms and public pages go out.
 */
@NullMarked
package dev.vitrine.gateway.anchoring;

import org.jspecify.annotations.NullMarked;
