package dev.vitrine.ledger.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The JDK's HTTP client, with a limit on time and length. Follows no redirects: an address that was
 * configured is the one that is asked. Safe between threads.
 */
public final class HttpTransport implements Transport {
  private final Duration patience;
  private final int maxBytes;
  private final HttpClient client;

  /**
   * A transport.
   *
   * @param patience for connecting, and for a whole answer
   * @param maxBytes the longest body that is read
   */
  public HttpTransport(Duration patience, int maxBytes) {
    this.patience = patience;
    this.maxBytes = maxBytes;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public Reply get(URI address) throws IOException {
    return send(HttpRequest.newBuilder(address).GET().build());
  }

  @Override
  public Reply post(URI address, String mediaType, byte[] body) throws IOException {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", mediaType)
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private Reply send(HttpRequest request) throws IOException {
    // the client's own time limit ends with the headers; this one covers the body too
    AtomicReference<InputStream> open = new AtomicReference<>(InputStream.nullInputStream());
    Future<Reply> reply =
        client
            .sendAsync(request, BodyHandlers.ofInputStream())
            .thenApplyAsync(
                response -> {
                  open.set(response.body());
                  return read(response);
                });
    try {
      return reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw abandoned("no answer within " + patience.toMillis() + " ms", e, reply, open);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw abandoned("interrupted", e, reply, open);
    } catch (ExecutionException e) {
      throw new IOException("the request failed", e.getCause());
    }
  }

  /** Ends the request, and the read that may wait for its body. */
  private static IOException abandoned(
      String message, Exception cause, Future<Reply> reply, AtomicReference<InputStream> body)
      throws IOException {
    reply.cancel(true);
    Objects.requireNonNull(body.get()).close();
    return new IOException(message, cause);
  }

  private Reply read(HttpResponse<InputStream> response) {
    try (InputStream in = response.body()) {
      byte[] body = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw new IOException("an answer of more than " + maxBytes + " bytes");
      }
      String mediaType = response.headers().firstValue("Content-Type").orElse("");
      return new Reply(response.statusCode(), mediaType, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
