package dev.vitrine.gateway.witness;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Cosigner;
import dev.vitrine.ledger.log.QuorumException;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.witness.CosigningWatcher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * A cosigner that is counted: how each witness answers ({@code vitrine.log.cosignatures}), how
 * often the quorum is not reached ({@code vitrine.log.quorum.failures}), and how long it takes
 * ({@code vitrine.log.cosigning}).
 */
final class MeteredCosigner implements Cosigner {
  private final Cosigner inner;
  private final Timer time;
  private final Counter failures;

  MeteredCosigner(MeterRegistry metrics, Function<CosigningWatcher, Cosigner> inner) {
    this.time = metrics.timer("vitrine.log.cosigning");
    this.failures = metrics.counter("vitrine.log.quorum.failures");
    this.inner =
        inner.apply(
            (witness, answer) ->
                metrics
                    .counter("vitrine.log.cosignatures", "witness", witness, "answer", answer)
                    .increment());
  }

  @Override
  public SignedCheckpoint cosign(
      SignedCheckpoint signed, LongFunction<ConsistencyProof> proofFrom) {
    Timer.Sample sample = Timer.start();
    try {
      return inner.cosign(signed, proofFrom);
    } catch (QuorumException e) {
      failures.increment();
      throw e;
    } finally {
      sample.stop(time);
    }
  }
}
