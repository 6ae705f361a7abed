/**
 * Subscriptions to named EPCIS queries (EPCIS 2.0 §8.2.5): {@code
 * /epcis/queries/{name}/subscriptions}, and the deliveries to webhooks.
 *
 * <p>At least once and in the logs' order: a subscription's place in the logs moves only when the
 * receiver has answered 2xx. Every event is judged by the policies as they are when it is
 * delivered, and is a durable disclosure before it leaves. Whom the gateway calls is chosen by
 * callers, so that it calls no address of a private network unless the operator says so.
 */
@NullMarked
package dev.vitrine.gateway.subscription;

import org.jspecify.annotations.NullMarked;
