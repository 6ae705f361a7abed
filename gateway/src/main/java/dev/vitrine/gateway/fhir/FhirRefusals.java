package dev.vitrine.gateway.fhir;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.errors.Refusals;
import dev.vitrine.gateway.errors.RestRefusals;
import jakarta.ws.rs.core.Response;

/** Refusals as FHIR has them: an OperationOutcome, with the status and headers of all others. */
public final class FhirRefusals {
  private FhirRefusals() {}

  /** The answer to a failure. */
  public static Response answer(RuntimeException failure) {
    GatewayException refusal = Refusals.of(failure);
    return Response.fromResponse(RestRefusals.answer(refusal))
        .type(FhirOutcome.MEDIA_TYPE)
        .entity(FhirOutcome.refused(refusal))
        .build();
  }
}
