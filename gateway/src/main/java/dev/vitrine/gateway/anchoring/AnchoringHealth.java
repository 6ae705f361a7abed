package dev.vitrine.gateway.anchoring;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether all ledgers keep up: part of {@code /q/health} and {@code /q/health/well}, and neither of
 * liveness nor of readiness, since a gateway whose ledger is down goes on taking records in.
 * Evidence that could not be renewed is told here and does not count as DOWN: what has expired
 * stays so for ever, and would hide a ledger that is late.
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
              + " s"
              + (status.unrenewed() > 0
                  ? ", RENEWAL FAILED for the evidence of " + status.unrenewed() + " anchors"
                  : ""));
    }
    return answer.status(well).build();
  }
}
