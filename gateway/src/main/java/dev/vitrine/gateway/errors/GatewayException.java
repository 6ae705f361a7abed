package dev.vitrine.gateway.errors;

import dev.vitrine.proofs.record.Problem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal meant for the caller. The message is shown to strangers: it says what is wrong and what
 * to do, and carries no personal data. The cause, where there is one, only goes to the log.
 */
@SuppressWarnings("serial") // never serialised; problems are plain values
public abstract sealed class GatewayException extends RuntimeException {

  private static final int MAX_PROBLEMS = 100;

  private final String reason;

  private GatewayException(String reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** A stable name in UPPER_SNAKE_CASE that programs may rely on. */
  public final String reason() {
    return reason;
  }

  /** The message, never null: what is wrong and what to do. */
  public final String text() {
    String message = getMessage();
    return message == null ? reason : message;
  }

  /** The request can't be understood or breaks a rule; the problems say where. */
  public static final class InvalidRequest extends GatewayException {
    private final List<Problem> problems;

    public InvalidRequest(String message, List<Problem> problems) {
      super("INVALID_REQUEST", message, null);
      this.problems = problems.stream().limit(MAX_PROBLEMS).toList();
    }

    public InvalidRequest(String message) {
      this(message, List.of());
    }

    /** At most 100 of them. */
    public List<Problem> problems() {
      return problems;
    }
  }

  /** Nobody is known here: a token is missing or does not hold. */
  public static final class Unauthenticated extends GatewayException {
    public Unauthenticated(String message) {
      super("UNAUTHENTICATED", message, null);
    }
  }

  /** The caller is known and may not do this. */
  public static final class Forbidden extends GatewayException {
    public Forbidden(String message) {
      super("FORBIDDEN", message, null);
    }
  }

  /** There is no such thing, or none that this caller may know of. */
  public static final class NotFound extends GatewayException {
    public NotFound(String message) {
      super("NOT_FOUND", message, null);
    }
  }

  /** The request contradicts what is already there. */
  public static final class Conflict extends GatewayException {
    public Conflict(String message) {
      super("CONFLICT", message, null);
    }
  }

  /**
   * The request is in order, and what it asks for does not hold or may not be told. The reason is
   * the condition's own.
   */
  public static final class Unmet extends GatewayException {
    /** A fact that was to be proved is not so. */
    public static final String FACT_NOT_SO = "FACT_NOT_SO";

    /** Too few records would be summed up. */
    public static final String SELECTION_TOO_SMALL = "SELECTION_TOO_SMALL";

    /** The records to be summed up are not of one kind. */
    public static final String SELECTION_MIXED = "SELECTION_MIXED";

    /** The records' batch can't be proved from any more. */
    public static final String BATCH_INCOMPLETE = "BATCH_INCOMPLETE";

    public Unmet(String reason, String message) {
      super(reason, message, null);
    }
  }

  /** Too much at once: nothing was taken, the same request may be sent again later. */
  public static final class Overloaded extends GatewayException {
    private final Duration retryAfter;

    public Overloaded(String message, Duration retryAfter) {
      super("OVERLOADED", message, null);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** Something the gateway needs (database, identity server, witnesses) can't be reached. */
  public static final class Unavailable extends GatewayException {
    public Unavailable(String message, @Nullable Throwable cause) {
      super("UNAVAILABLE", message, cause);
    }
  }

  /** A fault of the gateway. The cause is logged; the caller learns nothing of it. */
  public static final class Internal extends GatewayException {
    public Internal(Throwable cause) {
      super("INTERNAL", "The gateway failed on this request; its log says why.", cause);
    }
  }
}
