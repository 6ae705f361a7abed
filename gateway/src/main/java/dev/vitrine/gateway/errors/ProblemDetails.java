package dev.vitrine.gateway.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vitrine.proofs.record.Problem;
import java.util.List;

/**
 * A refusal over HTTP: RFC 9457 problem details, with the gateway's reason and the places as
 * extension members.
 *
 * @param type a URI reference that names the kind
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what is wrong here and what to do
 * @param reason the stable name, as over gRPC
 * @param problems where, at most 100; left out when there are none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDetails(
    String type, String title, int status, String detail, String reason, List<Problem> problems) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /** The details of a refusal. */
  public static ProblemDetails of(GatewayException refusal) {
    String kind = refusal.reason().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    List<Problem> problems =
        refusal instanceof GatewayException.InvalidRequest invalid ? invalid.problems() : List.of();
    return new ProblemDetails(
        "urn:vitrine:problem:" + kind,
        title(refusal),
        status(refusal),
        refusal.text(),
        refusal.reason(),
        problems);
  }

  private static int status(GatewayException refusal) {
    if (refusal instanceof GatewayException.InvalidRequest) {
      return 400;
    } else if (refusal instanceof GatewayException.Unauthenticated) {
      return 401;
    } else if (refusal instanceof GatewayException.Forbidden) {
      return 403;
    } else if (refusal instanceof GatewayException.NotFound) {
      return 404;
    } else if (refusal instanceof GatewayException.Conflict
        || refusal instanceof GatewayException.Unmet) {
      return 409;
    } else if (refusal instanceof GatewayException.Overloaded
        || refusal instanceof GatewayException.Unavailable) {
      return 503;
    }
    return 500;
  }

  private static String title(GatewayException refusal) {
    return switch (status(refusal)) {
      case 400 -> "Invalid request";
      case 401 -> "Not authenticated";
      case 403 -> "Forbidden";
      case 404 -> "Not found";
      case 409 -> "Conflict";
      case 503 -> refusal instanceof GatewayException.Overloaded ? "Overloaded" : "Unavailable";
      default -> "Internal error";
    };
  }
}
