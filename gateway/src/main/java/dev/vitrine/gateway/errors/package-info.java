/**
 * The refusals of the gateway: one closed set of typed errors, and how each looks over REST ({@code
 * application/problem+json}) and gRPC ({@code google.rpc.Status} with details).
 *
 * <p>In: a {@link dev.vitrine.gateway.errors.GatewayException}, or anything else thrown by an
 * endpoint. Out: a status and texts meant for a stranger; never a class name, a stack trace, a
 * cause or personal data.
 */
@NullMarked
package dev.vitrine.gateway.errors;

import org.jspecify.annotations.NullMarked;
