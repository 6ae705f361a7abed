package dev.vitrine.gateway.errors;

/** Refusals with the problem types that EPCIS 2.0 names, which it wants under its own paths. */
public final class EpcisProblems {
  private static final String ROOT = "/epcis";
  private static final String PREFIX = "epcisException:";

  private EpcisProblems() {}

  /** Whether a path is one of EPCIS's. */
  public static boolean wantedAt(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  /** The same refusal with EPCIS's type for its status, unless it has one already. */
  public static ProblemDetails of(ProblemDetails plain) {
    if (plain.type().startsWith(PREFIX)) {
      return plain;
    }
    String type =
        switch (plain.status()) {
          case 400 -> PREFIX + "ValidationException";
          case 401, 403 -> PREFIX + "SecurityException";
          case 404 -> PREFIX + "NoSuchResourceException";
          case 406 -> PREFIX + "NotAcceptableException";
          case 409 -> PREFIX + "ResourceAlreadyExistsException";
          case 414 -> PREFIX + "URITooLongException";
          case 415 -> PREFIX + "UnsupportedMediaTypeException";
          case 500, 501 -> PREFIX + "ImplementationException";
          default -> plain.type();
        };
    return new ProblemDetails(
        type, plain.title(), plain.status(), plain.detail(), plain.reason(), plain.problems());
  }
}
