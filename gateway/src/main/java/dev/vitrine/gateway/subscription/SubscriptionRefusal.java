package dev.vitrine.gateway.subscription;

/**
 * A refusal that EPCIS 2.0 has a name for. Its text is shown to strangers: what is wrong and what
 * to do, and no value of the request.
 */
final class SubscriptionRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String detail;

  SubscriptionRefusal(Kind kind, String detail) {
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

  /** The exceptions of EPCIS 2.0 §8.2.6 that are about subscriptions. */
  enum Kind {
    VALIDATION("ValidationException", 400, "Invalid request"),
    CONTROLS("SubscriptionControlsException", 400, "Invalid subscription controls"),
    URI("InvalidURIException", 400, "Invalid address"),
    NOT_PERMITTED("SubscribeNotPermittedException", 403, "Not permitted"),
    NO_SUCH_NAME("NoSuchNameException", 404, "No such query"),
    NO_SUCH_SUBSCRIPTION("NoSuchSubscriptionException", 404, "No such subscription"),
    DUPLICATE("DuplicateSubscriptionException", 409, "Subscribed already");

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
