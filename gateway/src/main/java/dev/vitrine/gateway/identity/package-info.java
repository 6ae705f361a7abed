/**
 * Who calls: the caller as its token says it, the roles there are, and the gates that deny by
 * default.
 *
 * <p>In: a verified token (its signature, issuer, audience and times were checked before). Out: a
 * {@link dev.vitrine.gateway.identity.Caller}. Nothing here decides what a caller may see of a
 * record; that is policy.
 */
@NullMarked
package dev.vitrine.gateway.identity;

import org.jspecify.annotations.NullMarked;
