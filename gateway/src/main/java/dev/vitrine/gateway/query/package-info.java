/**
 * The way out: finds records, opens them, asks the policy, and answers with values, receipts or
 * presentations. Each answer that shows or proves something is first made durable as a disclosure
 * record. In come callers' requests; out goes only what a decision allows.
 */
@NullMarked
package dev.vitrine.gateway.query;

import org.jspecify.annotations.NullMarked;
