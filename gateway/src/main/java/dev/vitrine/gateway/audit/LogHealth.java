package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.store.LogClaims;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready once another process has taken over a log that this one wrote. */
@Readiness
@ApplicationScoped
class LogHealth implements HealthCheck {
  private final LogClaims claims;

  LogHealth(LogClaims claims) {
    this.claims = claims;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("log").status(!claims.fenced()).build();
  }
}
