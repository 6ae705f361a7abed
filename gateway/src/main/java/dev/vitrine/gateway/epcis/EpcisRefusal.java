package dev.vitrine.gateway.epcis;

/**
 * A refusal that EPCIS 2.0 has a name for. Its text is shown to strangers: what is wrong and what
 * to do, and no value of the request or of any event.
 */
final class EpcisRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String detail;

  EpcisRefusal(Kind kind, String detail) {
    super(detail);
    this.kind = kind;
    this.detail = detail;
  }

  Kind kind() {
    return kind;
  }

  String detail() {
    return detail;
  }

  /** The exceptions of EPCIS 2.0 §8.2.6, with their statuses in REST (§12.9). */
  enum Kind {
    VALIDATION("ValidationException", 400, "Invalid request"),
    QUERY_PARAMETER("QueryParameterException", 400, "Invalid query parameter"),
    NO_SUCH_NAME("NoSuchNameException", 404, "No such query"),
    NO_SUCH_RESOURCE("NoSuchResourceException", 404, "Not found"),
    NOT_ACCEPTABLE("NotAcceptableException", 406, "Not acceptable"),
    EXISTS("ResourceAlreadyExistsException", 409, "Already exists"),
    QUERY_TOO_LARGE("QueryTooLargeException", 413, "Query result too large"),
    QUERY_TOO_COMPLEX("QueryTooComplexException", 413, "Query too complex"),
    NOT_IMPLEMENTED("ImplementationException", 501, "Not implemented");

    private final String type;
    private final int status;
    private final String title;

    Kind(String type, int status, String title) {
      this.type = "epcisException:" + type;
      this.status = status;
      this.title = title;
    }

    String type() {
      return type;
    }

    int status() {
      return status;
    }

    String title() {
      return title;
    }
  }
}
