package dev.vitrine.gateway.errors;

import dev.vitrine.proofs.record.InvalidDocumentException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes of anything thrown the refusal that the caller gets to see. */
public final class Refusals {

  private static final Logger LOG = Logger.getLogger(Refusals.class);
  private static final int MAX_CAUSES = 20;
  private static final String NO_TOKEN =
      "A valid bearer token is needed: none was sent, or it has expired or is not for this"
          + " gateway.";

  private Refusals() {}

  /** The refusal for that failure; what is not the caller's doing is logged here. */
  public static GatewayException of(Throwable thrown) {
    GatewayException refusal = classify(thrown);
    if (refusal instanceof GatewayException.Internal) {
      LOG.error("A request failed", refusal.getCause());
    } else if (refusal instanceof GatewayException.Unavailable) {
      LOG.warnf("Unavailable: %s", rootText(refusal));
    }
    return refusal;
  }

  private static GatewayException classify(Throwable thrown) {
    Throwable failure = thrown;
    while ((failure instanceof CompletionException || failure instanceof ExecutionException)
        && failure.getCause() != null) {
      failure = failure.getCause();
    }
    if (failure instanceof GatewayException refusal) {
      return refusal;
    }
    if (failure instanceof InvalidDocumentException invalid) {
      return new GatewayException.InvalidRequest("The document is refused.", invalid.problems());
    }
    if (hasCause(failure, OIDCException.class) && !isAboutTheToken(failure)) {
      return new GatewayException.Unavailable(
          "The identity server can't be reached: try again later.", failure);
    }
    if (failure instanceof AuthenticationException || failure instanceof UnauthorizedException) {
      return new GatewayException.Unauthenticated(NO_TOKEN);
    }
    if (failure instanceof SecurityException) {
      return new GatewayException.Forbidden("The token's roles do not allow this.");
    }
    if (isLostConnection(failure)) {
      return new GatewayException.Unavailable(
          "Something the gateway needs can't be reached: try again later.", failure);
    }
    return new GatewayException.Internal(failure);
  }

  /** A token that does not hold is the caller's affair; a server that does not answer is not. */
  private static boolean isAboutTheToken(Throwable failure) {
    return hasCause(failure, org.jose4j.lang.JoseException.class)
        || hasCause(failure, org.jose4j.jwt.consumer.InvalidJwtException.class);
  }

  private static boolean isLostConnection(Throwable failure) {
    if (hasCause(failure, ConnectException.class)
        || hasCause(failure, ClosedChannelException.class)) {
      return true;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // class 08: connection, 57P: operator intervention (shutdown, crash, starting up), 53:
      // resources
      if (cause instanceof PgException pg
          && pg.getSqlState() != null
          && (pg.getSqlState().startsWith("08")
              || pg.getSqlState().startsWith("57P")
              || pg.getSqlState().startsWith("53"))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static String rootText(Throwable failure) {
    @Nullable Throwable cause = failure;
    String text = "";
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      text = cause.toString();
      cause = cause.getCause();
    }
    return text;
  }
}
