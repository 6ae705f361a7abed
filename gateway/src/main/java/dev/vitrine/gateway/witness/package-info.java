/**
 * Both sides of witnessing (C2SP tlog-witness): this gateway cosigns other logs' checkpoints, and
 * has witnesses cosign its own. In come requests of other logs and two policy files of the data
 * folder, {@code witness.policy} and {@code log.policy}; out go cosignatures and evidence of forks.
 */
@NullMarked
package dev.vitrine.gateway.witness;

import org.jspecify.annotations.NullMarked;
