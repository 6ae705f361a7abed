package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.errors.EpcisProblems;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.errors.ProblemDetails;
import dev.vitrine.gateway.errors.RestRefusals;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Refusals with the problem types that EPCIS 2.0 names. */
public final class EpcisProblem {
  private EpcisProblem() {}

  /** The answer to a refused request. */
  public static Response answer(GatewayException refusal) {
    Response plain = RestRefusals.answer(refusal);
    return Response.fromResponse(plain).entity(details(refusal)).build();
  }

  /** Problem details of that refusal. */
  public static ProblemDetails details(GatewayException refusal) {
    return EpcisProblems.of(ProblemDetails.of(refusal));
  }

  /** What is longer than the gateway takes. */
  public static Response tooLarge(int most) {
    return of(
        413,
        "epcisException:CaptureLimitExceededException",
        "Document too large",
        "The document is longer than " + most + " bytes: send it in parts.",
        "TOO_LARGE");
  }

  /** What is not of a form that is read. */
  public static Response unsupportedMediaType() {
    return of(
        415,
        "epcisException:UnsupportedMediaTypeException",
        "Unsupported media type",
        "Only EPCIS in JSON or XML is read: send application/ld+json, application/json or"
            + " application/xml.",
        "UNSUPPORTED_MEDIA_TYPE");
  }

  private static Response of(int status, String type, String title, String detail, String reason) {
    return Response.status(status)
        .type(ProblemDetails.MEDIA_TYPE)
        .entity(new ProblemDetails(type, title, status, detail, reason, List.of()))
        .build();
  }
}
