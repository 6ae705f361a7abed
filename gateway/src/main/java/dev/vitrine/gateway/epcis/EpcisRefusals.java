package dev.vitrine.gateway.epcis;

import dev.vitrine.gateway.errors.ProblemDetails;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what {@link EpcisRefusal} says. */
public class EpcisRefusals {
  @ServerExceptionMapper
  Response refused(EpcisRefusal refusal) {
    EpcisRefusal.Kind kind = refusal.kind();
    return Response.status(kind.status())
        .type(ProblemDetails.MEDIA_TYPE)
        .entity(
            new ProblemDetails(
                kind.type(), kind.title(), kind.status(), refusal.detail(), kind.name(), List.of()))
        .build();
  }
}
