package dev.vitrine.gateway.subscription;

import dev.vitrine.gateway.errors.ProblemDetails;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what {@link SubscriptionRefusal} says. */
public class SubscriptionRefusals {
  @ServerExceptionMapper
  Response refused(SubscriptionRefusal refusal) {
    SubscriptionRefusal.Kind kind = refusal.kind();
    return Response.status(kind.status())
        .type(ProblemDetails.MEDIA_TYPE)
        .entity(
            new ProblemDetails(
                kind.type(), kind.title(), kind.status(), refusal.detail(), kind.name(), List.of()))
        .build();
  }
}
