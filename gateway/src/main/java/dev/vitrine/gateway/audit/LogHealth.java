package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.store.LogClaim;
import dev.vitrine.gateway.store.LogClaims;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready once another process has taken over a log that this one wrote. A lag does not make it
 * unready, for intake goes on; it is told.
 */
@Readiness
@ApplicationScoped
class LogHealth implements HealthCheck {
  private final LogClaims claims;
  private final LogMetrics metrics;

  LogHealth(LogClaims claims, LogMetrics metrics) {
    this.claims = claims;
    this.metrics = metrics;
  }

  @Override
  public HealthCheckResponse call() {
    List<LogClaim> lost = claims.lost();
    String fenced =
        lost.stream().map(claim -> Integer.toString(claim.log())).collect(Collectors.joining(","));
    return HealthCheckResponse.named("log")
        .status(lost.isEmpty())
        .withData("fenced-out-of", fenced)
        .withData("lag", metrics.lag())
        .withData("lag-seconds", (long) metrics.lagSeconds())
        .build();
  }
}
