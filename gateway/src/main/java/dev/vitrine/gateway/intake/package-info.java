/**
 * The way in: documents become records, records become batches, batches become durable, and only
 * then is a receipt given. In come bytes from gRPC or REST; out go {@link
 * dev.vitrine.gateway.intake.Accepted}s.
 */
@NullMarked
package dev.vitrine.gateway.intake;

import org.jspecify.annotations.NullMarked;
