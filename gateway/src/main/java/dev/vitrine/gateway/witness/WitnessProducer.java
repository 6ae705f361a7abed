package dev.vitrine.gateway.witness;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.keys.LogKeys;
import dev.vitrine.gateway.store.PgWitnessStore;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.log.Cosigner;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.ledger.witness.CosignatureCollector;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Witness;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Gives this gateway's witness, and the cosigner of its own log, to whoever needs them. */
@Singleton
final class WitnessProducer {
  @Produces
  @Singleton
  Witness witness(
      WitnessKeys keys, KnownLogs logs, PgWitnessStore store, Clock clock, ForkFiles forks) {
    return new Witness(keys.signers(), logs, store, clock, forks);
  }

  /** Threads that wait for witnesses: as many as there are witnesses at most. */
  @Produces
  @Singleton
  @WitnessThreads
  ExecutorService threads() {
    return Executors.newCachedThreadPool(
        work -> {
          Thread made = new Thread(work, "log-witness");
          made.setDaemon(true);
          return made;
        });
  }

  void stop(@Disposes @WitnessThreads ExecutorService threads) {
    threads.shutdownNow();
  }

  /** The cosigner of this gateway's log; asks nobody if its policy names nobody. */
  @Produces
  @Singleton
  Cosigner cosigner(
      QuorumPolicy quorum,
      VitrineConfig config,
      LogKeys keys,
      @WitnessThreads ExecutorService threads,
      MeterRegistry metrics) {
    LogPolicy policy = quorum.policy();
    if (policy.witnesses().isEmpty()) {
      return Cosigner.NONE;
    }
    Duration patience = config.witness().patience();
    return new MeteredCosigner(
        metrics,
        watcher ->
            new CosignatureCollector(
                policy,
                keys.known(),
                new HttpTransport(patience, SignedNote.MAX_BYTES),
                threads,
                patience,
                watcher));
  }
}
