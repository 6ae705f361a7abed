package dev.vitrine.gateway.subscription;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.epcis.Spoken;
import io.quarkus.logging.Log;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Posts a document to a receiver: one connection each, to the address that was looked at, with the
 * name in {@code Host} and in the check of the certificate (by the Java platform's authorities). No
 * redirect is followed, and of the answer only the status is read: the connection is closed at its
 * first byte of a body.
 */
@Singleton
class Webhook {
  private static final int MAX_HEADERS = 8192;

  private final HttpClient client;
  private final Duration timeout;

  @Inject
  Webhook(Vertx vertx, VitrineConfig config) {
    this(
        vertx,
        config.subscriptions().timeout(),
        config.subscriptions().concurrent(),
        new HttpClientOptions());
  }

  Webhook(Vertx vertx, Duration timeout, int concurrent, HttpClientOptions options) {
    this.timeout = timeout;
    this.client =
        vertx.createHttpClient(
            options
                .setKeepAlive(false)
                .setMaxPoolSize(concurrent)
                .setMaxHeaderSize(MAX_HEADERS)
                .setConnectTimeout((int) timeout.toMillis())
                .setSslHandshakeTimeout(timeout.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS));
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /**
   * Posts a document; blocks.
   *
   * @param signature the header's value; empty for none
   * @return the answer's status; empty if there was none in time, or no connection
   */
  OptionalInt post(
      Destination to, InetAddress address, byte[] document, Optional<String> signature) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(to.port(), text(address)))
            .setHost(to.host())
            .setPort(to.port())
            .setSsl(to.secure())
            .setURI(to.target())
            .setFollowRedirects(false);
    options.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    options.putHeader(Spoken.EPCIS_VERSION, Spoken.VERSION);
    options.putHeader(Spoken.CBV_VERSION, Spoken.VERSION);
    signature.ifPresent(value -> options.putHeader(Signature.HEADER, value));
    AtomicReference<@Nullable HttpClientRequest> sent = new AtomicReference<>();
    CompletableFuture<Integer> status = new CompletableFuture<>();
    client
        .request(options)
        .onSuccess(
            request -> {
              sent.set(request);
              if (status.isDone()) {
                // nobody waits for it any more
                request.connection().close();
                return;
              }
              // without these, whatever a receiver does wrong would be an error in our log
              request.connection().exceptionHandler(status::completeExceptionally);
              request.exceptionHandler(status::completeExceptionally);
              request
                  .send(Buffer.buffer(document))
                  .onSuccess(
                      answer -> {
                        status.complete(answer.statusCode());
                        answer.exceptionHandler(closed -> Log.debug("an answer was cut off"));
                        answer.request().connection().close();
                      })
                  .onFailure(status::completeExceptionally);
            })
        .onFailure(status::completeExceptionally);
    try {
      return OptionalInt.of(status.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      // what it says can hold the address
      Log.debugf(
          "a delivery failed: %s",
          e.getCause() instanceof Exception cause ? cause.getClass().getSimpleName() : "");
    } catch (TimeoutException e) {
      Log.debug("a receiver did not answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    status.cancel(false);
    HttpClientRequest request = sent.get();
    if (request != null) {
      request.connection().close();
    }
    return OptionalInt.empty();
  }

  /** An address as text that needs no resolving. */
  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }
}
