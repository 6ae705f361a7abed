package dev.vitrine.gateway.epcis;

/**
 * A refusal that EPCIS 2.0 has a name for. Its text is shown to strangers: what is wrong and what
 * to do, and no value of the request or of any event.
 */
public final class EpcisRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String detail;

  /** A refusal of that kind, in words for strangers. */
  public EpcisRefusal(Kind kind, String detail) {
    super(detail);
    this.kind = kind;
    this.detail = detail;
  }

  /** Which of the named exceptions it is. */
  public Kind kind() {
    return kind;
  }

  /** What is wrong and what to do. */
  public String detail() {
    return detail;
  }

  /** The exceptions of EPCIS 2.0 §8.2.6, with their statuses in REST (§12.9). */
  public enum Kind {
    VALIDATION("ValidationException", 400, "Invalid request"),
    QUERY_PARAMETER("QueryParameterException", 400, "Invalid query parameter"),
    CONTROLS("SubscriptionControlsException", 400, "Invalid subscription controls"),
    URI("InvalidURIException", 400, "Invalid address"),
    NOT_PERMITTED("SubscribeNotPermittedException", 403, "Not permitted"),
    NO_SUCH_NAME("NoSuchNameException", 404, "No such query"),
    NO_SUCH_SUBSCRIPTION("NoSuchSubscriptionException", 404, "No such subscription"),
    NO_SUCH_RESOURCE("NoSuchResourceException", 404, "Not found"),
    NOT_ACCEPTABLE("NotAcceptableException", 406, "Not acceptable"),
    EXISTS("ResourceAlreadyExistsException", 409, "Already exists"),
    DUPLICATE("DuplicateSubscriptionException", 409, "Subscribed already"),
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
