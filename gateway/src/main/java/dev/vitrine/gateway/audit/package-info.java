/**
 * The log, run and shown: checkpoints are made here, and served with proofs over gRPC and as static
 * resources (C2SP tlog-tiles). In come log entries that intake stored; out go signed checkpoints.
 */
@NullMarked
package dev.vitrine.gateway.audit;

import org.jspecify.annotations.NullMarked;
