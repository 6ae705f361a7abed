package dev.vitrine.gateway.store;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where one writer thread puts its batches: one log, until another follows it. Storing and rolling
 * over wait for each other, so that no batch comes in between a log and its successor.
 */
public final class BatchLog {
  private volatile LogClaim claim;

  BatchLog(LogClaim claim) {
    this.claim = claim;
  }

  /** The claim to the log that it is now. */
  public LogClaim claim() {
    return claim;
  }

  /**
   * Stores batches; gives the global index of the first, the others follow it.
   *
   * @throws dev.vitrine.gateway.errors.GatewayException.Unavailable as {@link BatchWriter#store}
   */
  public synchronized long store(BatchWriter writer, List<NewBatch> batches) {
    return writer.store(claim, batches);
  }

  /** Rolls over: {@code closing} closes the log that it is and claims the one that follows. */
  public synchronized void follow(UnaryOperator<LogClaim> closing) {
    claim = closing.apply(claim);
  }
}
