package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.errors.ProblemDetails;
import dev.vitrine.gateway.errors.RestRefusals;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Refusals with the problem types that EPCIS 2.0 names. */
final class EpcisProblem {
  private static final String VALIDATION = "epcisException:ValidationException";

  private EpcisProblem() {}

  /** The answer to a refused request. */
  static Response answer(GatewayException refusal) {
    Response plain = RestRefusals.answer(refusal);
    return Response.fromResponse(plain).entity(details(refusal)).build();
  }

  /** Problem details of that refusal. */
  static ProblemDetails details(GatewayException refusal) {
    ProblemDetails plain = ProblemDetails.of(refusal);
    String type =
        switch (plain.status()) {
          case 400 -> VALIDATION;
          case 401, 403 -> "epcisException:SecurityException";
          case 404 -> "epcisException:NoSuchResourceException";
          case 500 -> "epcisException:ImplementationException";
          default -> plain.type();
        };
    return new ProblemDetails(
        type, plain.title(), plain.status(), plain.detail(), plain.reason(), plain.problems());
  }

  static Response tooLarge(int most) {
    return of(
        413,
        "epcisException:CaptureLimitExceededException",
        "Document too large",
        "The document is longer than " + most + " bytes: send it in parts.",
        "TOO_LARGE");
  }

  static Response unsupportedMediaType() {
    return of(
        415,
        "epcisException:UnsupportedMediaTypeException",
        "Unsupported media type",
        "Only EPCIS 2.0 in JSON is read: send application/ld+json or application/json.",
        "UNSUPPORTED_MEDIA_TYPE");
  }

  private static Response of(int status, String type, String title, String detail, String reason) {
    return Response.status(status)
        .type(ProblemDetails.MEDIA_TYPE)
        .entity(new ProblemDetails(type, title, status, detail, reason, List.of()))
        .build();
  }
}
