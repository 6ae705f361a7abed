package dev.vitrine.ledger.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/echo",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String type = exchange.getRequestHeaders().getFirst("Content-Type");
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(409, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/echo");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/stuck",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write(1);
          out.flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void givesStatusTypeAndBytesAsTheyCame() throws IOException {
    Reply reply = transport(100).post(at("/echo"), "text/x", new byte[] {1, 2});
    assertEquals(409, reply.status());
    assertEquals("text/x", reply.mediaType());
    assertArrayEquals(new byte[] {1, 2}, reply.body());
  }

  @Test
  void readsNoMoreThanItsLimit() throws IOException {
    assertEquals(100, transport(100).post(at("/echo"), "text/x", new byte[100]).body().length);
    assertThrows(IOException.class, () -> transport(99).post(at("/echo"), "text/x", new byte[100]));
  }

  @Test
  void followsNoRedirects() throws IOException {
    assertEquals(302, transport(100).get(at("/elsewhere")).status());
  }

  @Test
  void givesUpOnABodyThatDoesNotEnd() {
    assertThrows(IOException.class, () -> transport(100).get(at("/stuck")));
  }

  @Test
  void saysWhenNobodyListens() {
    server.stop(0);
    assertThrows(IOException.class, () -> transport(100).get(at("/echo")));
  }

  private static Transport transport(int maxBytes) {
    return new HttpTransport(Duration.ofMillis(500), maxBytes);
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }
}
