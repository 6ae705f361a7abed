package dev.vitrine.gateway.errors;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one map from failures to HTTP answers, in {@code application/problem+json}. */
public class RestRefusals {

  private static final String CHALLENGE = "Bearer";

  @ServerExceptionMapper({
    Throwable.class,
    GatewayException.class,
    io.quarkus.security.AuthenticationFailedException.class,
    UnauthorizedException.class,
    ForbiddenException.class
  })
  public Response any(Throwable failure, UriInfo asked) {
    return at(asked, answer(Refusals.of(failure)));
  }

  /** What the framework itself refuses: no such path, no such method, a media type not taken. */
  @ServerExceptionMapper
  public Response framework(WebApplicationException failure, UriInfo uri) {
    return at(uri, framework(failure));
  }

  private static Response framework(WebApplicationException failure) {
    Response asked = failure.getResponse();
    int status = asked.getStatus();
    if (status >= 500) {
      return answer(Refusals.of(failure.getCause() == null ? failure : failure.getCause()));
    }
    if (asked.hasEntity() || status < 400) {
      return asked;
    }
    String title = asked.getStatusInfo().getReasonPhrase();
    Response.ResponseBuilder builder =
        Response.status(status)
            .type(ProblemDetails.MEDIA_TYPE)
            .entity(
                new ProblemDetails(
                    "about:blank",
                    title,
                    status,
                    title + ".",
                    title.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z]+", "_"),
                    List.of()));
    String allow = asked.getHeaderString(HttpHeaders.ALLOW);
    return allow == null ? builder.build() : builder.header(HttpHeaders.ALLOW, allow).build();
  }

  /** The same refusal in the form that the path's own specification wants. */
  private static Response at(UriInfo asked, Response answer) {
    if (ConciseProblems.wantedAt(asked.getPath())
        && answer.getEntity() instanceof ProblemDetails details) {
      return Response.fromResponse(answer)
          .type(ConciseProblems.MEDIA_TYPE)
          .entity(ConciseProblems.encode(details.title(), details.detail(), answer.getStatus()))
          .build();
    }
    if (EpcisProblems.wantedAt(asked.getPath())
        && answer.getEntity() instanceof ProblemDetails details) {
      return Response.fromResponse(answer).entity(EpcisProblems.of(details)).build();
    }
    return answer;
  }

  /** The HTTP answer of a refusal. */
  public static Response answer(GatewayException refusal) {
    ProblemDetails details = ProblemDetails.of(refusal);
    Response.ResponseBuilder builder =
        Response.status(details.status()).type(ProblemDetails.MEDIA_TYPE).entity(details);
    if (refusal instanceof GatewayException.Overloaded overloaded) {
      long seconds = Math.max(1, overloaded.retryAfter().toSeconds());
      builder.header(HttpHeaders.RETRY_AFTER, seconds);
    } else if (refusal instanceof GatewayException.Unavailable) {
      builder.header(HttpHeaders.RETRY_AFTER, 5);
    } else if (refusal instanceof GatewayException.Unauthenticated) {
      builder.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }
    return builder.build();
  }
}
