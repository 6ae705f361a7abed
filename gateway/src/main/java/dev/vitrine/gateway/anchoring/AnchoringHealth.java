package dev.vitrine.gateway.anchoring;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether all ledgers keep up: part of {@code /q/health} and {@code /q/health/well}, and neither of
 * liveness nor of readiness, since a gateway whose ledger is down goes on taking records in.
 */
@Wellness
@ApplicationScoped
class AnchoringHealth implements HealthCheck {
  private final Ledgers ledgers;

  AnchoringHealth(Ledgers ledgers) {
    this.ledgers = ledgers;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("anchoring");
    boolean well = true;
    for (LedgerStatus status : ledgers.status()) {
      well &= !status.alarm();
      answer.withData(
          status.name(),
          (status.alarm() ? "ALARM, " : "")
              + status.lag().entries()
              + " entries behind, "
              + status.lag().age().toSeconds()
              + " s");
    }
    return answer.status(well).build();
  }
}
