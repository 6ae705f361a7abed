package dev.vitrine.gateway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.ledger.transport.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * The way to a real server, which a test can cut: {@code POST /cut} and {@code POST /mend} do it,
 * so that it works from any class loader. Cut, it answers 503 and passes nothing on.
 */
public final class Cable implements AutoCloseable {
  private final HttpTransport transport = new HttpTransport(Duration.ofSeconds(20), 4 << 20);
  private final HttpServer server;
  private final URI to;
  private volatile boolean cut;

  /** A way to there. */
  public Cable(URI to) throws IOException {
    this.to = to;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::pass);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  /** Its near end. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Cuts the cable with that near end. */
  public static void cut(URI address) throws Exception {
    tell(address.resolve("/cut"));
  }

  /** Mends it. */
  public static void mend(URI address) throws Exception {
    tell(address.resolve("/mend"));
  }

  private static void tell(URI address) throws Exception {
    HttpRequest order = HttpRequest.newBuilder(address).POST(BodyPublishers.noBody()).build();
    HttpClient.newHttpClient().send(order, BodyHandlers.discarding());
  }

  private void pass(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      if (path.equals("/cut") || path.equals("/mend")) {
        cut = path.equals("/cut");
        exchange.sendResponseHeaders(204, -1);
      } else if (cut) {
        exchange.sendResponseHeaders(503, -1);
      } else {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        URI target = path.equals("/") ? to : to.resolve(path);
        Reply reply = transport.post(target, type == null ? "" : type, body);
        exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
        exchange.sendResponseHeaders(reply.status(), reply.body().length);
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
