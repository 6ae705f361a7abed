package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.store.LogId;
import dev.vitrine.gateway.store.LogRow;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How far each log has come: {@code vitrine.log.sequenced}, {@code .signed} and {@code .published},
 * by log; over all of them {@code vitrine.log.lag}, the entries that no published checkpoint
 * covers, and {@code vitrine.log.lag.seconds}, since when there have been some without a break or a
 * checkpoint; and {@code vitrine.log.published.age}, the seconds since log 0 was last published.
 */
@Singleton
public class LogMetrics {
  private static final double NANOS = 1e9;

  private final MultiGauge sequenced;
  private final MultiGauge signed;
  private final MultiGauge published;
  private volatile long size;
  private volatile long lag;
  private volatile long changed = System.nanoTime();
  private volatile long caughtUp = System.nanoTime();

  LogMetrics(MeterRegistry metrics) {
    sequenced = MultiGauge.builder("vitrine.log.sequenced").register(metrics);
    signed = MultiGauge.builder("vitrine.log.signed").register(metrics);
    published = MultiGauge.builder("vitrine.log.published").register(metrics);
    Gauge.builder("vitrine.log.size", this, self -> self.size).register(metrics);
    Gauge.builder("vitrine.log.lag", this, self -> self.lag).register(metrics);
    Gauge.builder("vitrine.log.lag.seconds", this, LogMetrics::lagSeconds).register(metrics);
    Gauge.builder("vitrine.log.published.age", this, LogMetrics::age).register(metrics);
  }

  /** Entries that no published checkpoint covers, in all logs. */
  public long lag() {
    return lag;
  }

  /** For how many seconds there has been a lag without a new checkpoint; 0 without a lag. */
  public double lagSeconds() {
    return lag == 0 ? 0 : (System.nanoTime() - Math.max(changed, caughtUp)) / NANOS;
  }

  /** Seconds since this process saw log 0 published, or since its start. */
  double age() {
    return (System.nanoTime() - changed) / NANOS;
  }

  /** Takes what is so now. */
  void update(List<LogRow> logs, Map<Integer, Long> sizes) {
    long now = sizes.getOrDefault(LogId.MAIN, 0L);
    if (now != size) {
      changed = System.nanoTime();
    }
    size = now;
    long behind = 0;
    for (LogRow log : logs) {
      behind += log.sequenced() - sizes.getOrDefault(log.log(), 0L);
    }
    if (behind == 0) {
      caughtUp = System.nanoTime();
    }
    lag = behind;
    rows(sequenced, logs, LogRow::sequenced);
    rows(signed, logs, LogRow::signed);
    rows(published, logs, log -> sizes.getOrDefault(log.log(), 0L));
  }

  private static void rows(MultiGauge gauge, List<LogRow> logs, ToLongFunction<LogRow> value) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    for (LogRow log : logs) {
      // frozen ones change no more, and there may be thousands
      if (!log.frozen()) {
        rows.add(
            MultiGauge.Row.of(Tags.of("log", Integer.toString(log.log())), value.applyAsLong(log)));
      }
    }
    gauge.register(rows, true);
  }
}
