package dev.vitrine.gateway.store;

import io.quarkus.logging.Log;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The right to write one log, from the moment it was claimed until another process claims it. It is
 * proved against the log's row in every transaction that appends or signs, so it needs no clock;
 * once it was found lost it stays lost.
 */
public final class LogClaim {
  private final int log;
  private final String origin;
  private final long epoch;
  private final AtomicBoolean lost = new AtomicBoolean();

  LogClaim(int log, String origin, long epoch) {
    this.log = log;
    this.origin = origin;
    this.epoch = epoch;
  }

  /** The number of the log. */
  public int log() {
    return log;
  }

  /** The log's name. */
  public String origin() {
    return origin;
  }

  /** The epoch in which this process writes: no other process has the same one. */
  public long epoch() {
    return epoch;
  }

  /** Whether another process was found to have claimed the log. */
  public boolean lost() {
    return lost.get();
  }

  /** Refuses if the claim was found lost before. */
  void require() {
    if (lost()) {
      throw refusal();
    }
  }

  /** Marks the claim as lost, once and for all. */
  FencedException lose() {
    if (!lost.getAndSet(true)) {
      Log.errorf(
          "FENCED OUT of log %d (%s), epoch %d: another process has claimed it. This process"
              + " never writes it again; restart it once it is clear why two were running",
          log, origin, epoch);
    }
    return refusal();
  }

  private FencedException refusal() {
    return new FencedException("another process has claimed log " + log);
  }

  @Override
  public String toString() {
    return "LogClaim[" + log + ", epoch " + epoch + "]";
  }
}
