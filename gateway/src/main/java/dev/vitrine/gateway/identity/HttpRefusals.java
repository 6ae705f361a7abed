package dev.vitrine.gateway.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.errors.ConciseProblems;
import dev.vitrine.gateway.errors.EpcisProblems;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.errors.GrpcRefusals;
import dev.vitrine.gateway.errors.ProblemDetails;
import dev.vitrine.gateway.errors.Refusals;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Answers requests that fail before they reach a REST or gRPC endpoint, which is where tokens are
 * checked: problem details over REST, a gRPC status over gRPC.
 */
@ApplicationScoped
public class HttpRefusals {

  private static final String GRPC = "application/grpc";

  private final ObjectMapper json;

  HttpRefusals(ObjectMapper json) {
    this.json = json;
  }

  void install(@Observes Router router) {
    router.route().failureHandler(this::answer);
  }

  private void answer(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure == null || context.response().ended() || context.response().headWritten()) {
      context.next();
      return;
    }
    String contentType = context.request().getHeader("content-type");
    if (contentType != null && contentType.startsWith(GRPC)) {
      answerGrpc(context.response(), GrpcRefusals.toStatus(failure));
    } else {
      answerHttp(context.normalizedPath(), context.response(), Refusals.of(failure));
    }
  }

  /** A response of trailers only: the status travels in the headers (gRPC over HTTP/2). */
  private static void answerGrpc(HttpServerResponse response, StatusRuntimeException refused) {
    response.setStatusCode(200);
    response.headers().remove("www-authenticate");
    response.putHeader("content-type", GRPC);
    response.putHeader("grpc-status", Integer.toString(refused.getStatus().getCode().value()));
    String description = refused.getStatus().getDescription();
    if (description != null) {
      response.putHeader(
          "grpc-message",
          URLEncoder.encode(description, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    Metadata trailers = refused.getTrailers();
    byte[] details =
        trailers == null
            ? null
            : trailers.get(
                Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER));
    if (details != null) {
      response.putHeader(
          "grpc-status-details-bin", Base64.getEncoder().withoutPadding().encodeToString(details));
    }
    response.end();
  }

  private void answerHttp(String path, HttpServerResponse response, GatewayException refusal) {
    ProblemDetails details = ProblemDetails.of(refusal);
    response.setStatusCode(details.status());
    response.putHeader("content-type", ProblemDetails.MEDIA_TYPE);
    if (refusal instanceof GatewayException.Unauthenticated) {
      response.putHeader("www-authenticate", "Bearer");
    } else if (refusal instanceof GatewayException.Unavailable) {
      response.putHeader("retry-after", "5");
    }
    if (ConciseProblems.wantedAt(path)) {
      response.putHeader("content-type", ConciseProblems.MEDIA_TYPE);
      response.end(
          Buffer.buffer(
              ConciseProblems.encode(details.title(), details.detail(), details.status())));
      return;
    }
    try {
      response.end(
          json.writeValueAsString(
              EpcisProblems.wantedAt(path) ? EpcisProblems.of(details) : details));
    } catch (JsonProcessingException e) {
      response.end();
    }
  }
}
