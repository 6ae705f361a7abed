package dev.vitrine.gateway.subscription;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries to real servers on this machine, good ones and bad ones. */
class WebhookTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final byte[] DOCUMENT = "{\"type\":\"x\"}".getBytes(StandardCharsets.UTF_8);
  private static final String PASSWORD = "changeit";

  private static Vertx vertx;
  private static InetAddress loopback;

  private Receiver receiver;
  private Webhook webhook;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
    loopback = InetAddress.getLoopbackAddress();
  }

  @AfterAll
  static void stopVertx() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void start() throws IOException {
    receiver = new Receiver(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
    webhook = new Webhook(vertx, TIMEOUT, 4, new HttpClientOptions());
  }

  @AfterEach
  void stop() {
    webhook.close();
    receiver.close();
  }

  @Test
  void theDocumentArrivesByteForByteWithItsHeaders() throws InterruptedException {
    // the name leads nowhere: only the address that was looked at is called
    OptionalInt status = post("http://receiver.example:" + receiver.port() + "/in?key=1", "ab12");
    assertEquals(OptionalInt.of(200), status);
    Receiver.Got got = receiver.next();
    assertArrayEquals(DOCUMENT, got.body());
    assertEquals("/in?key=1", got.target());
    assertEquals("receiver.example:" + receiver.port(), got.header("Host"));
    assertEquals("ab12", got.header("GS1-Signature"));
    assertEquals("application/json", got.header("Content-Type"));
    assertEquals("2.0.0", got.header("GS1-EPCIS-Version"));
  }

  @Test
  void aRedirectIsNotFollowed() throws InterruptedException {
    receiver.answer(307);
    receiver.redirectTo("http://127.0.0.1:" + receiver.port() + "/elsewhere");
    assertEquals(OptionalInt.of(307), post(url("/in"), "ab"));
    assertEquals("/in", receiver.next().target());
    assertEquals(0, receiver.waiting(), "one request and no more");
  }

  @Test
  void aLongAnswerIsNotRead() {
    receiver.answerWithoutEnd();
    long began = System.nanoTime();
    assertEquals(OptionalInt.of(200), post(url("/in"), "ab"));
    assertTrue(System.nanoTime() - began < TIMEOUT.toNanos(), "the status is enough");
  }

  @Test
  void whoSaysNothingIsNotWaitedFor() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, loopback)) {
      long began = System.nanoTime();
      assertEquals(
          OptionalInt.empty(), post("http://127.0.0.1:" + silent.getLocalPort() + "/in", "ab"));
      assertTrue(System.nanoTime() - began < 3 * TIMEOUT.toNanos());
    }
  }

  @Test
  void whoTricklesHeadersIsNotWaitedFor() throws IOException {
    try (ServerSocket slow = new ServerSocket(0, 1, loopback)) {
      Thread trickle =
          new Thread(
              () -> {
                try (Socket socket = slow.accept()) {
                  for (byte b : "HTTP/1.1 200 OK\r\nA: ".getBytes(StandardCharsets.US_ASCII)) {
                    socket.getOutputStream().write(b);
                    socket.getOutputStream().flush();
                    Thread.sleep(200);
                  }
                } catch (IOException | InterruptedException e) {
                  // the caller has hung up, as it should
                }
              });
      trickle.start();
      long began = System.nanoTime();
      assertEquals(
          OptionalInt.empty(), post("http://127.0.0.1:" + slow.getLocalPort() + "/in", "ab"));
      assertTrue(System.nanoTime() - began < 3 * TIMEOUT.toNanos());
    }
  }

  @Test
  void headersWithoutEndAreNotTaken() throws IOException, InterruptedException {
    try (ServerSocket endless = new ServerSocket(0, 1, loopback)) {
      Thread sender =
          new Thread(
              () -> {
                try (Socket socket = endless.accept()) {
                  byte[] header =
                      ("A: " + "a".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                  for (int i = 0; i < 100_000; i++) {
                    socket.getOutputStream().write(header);
                  }
                } catch (IOException e) {
                  // the caller has hung up, as it should
                }
              });
      sender.start();
      assertEquals(
          OptionalInt.empty(), post("http://127.0.0.1:" + endless.getLocalPort() + "/in", "ab"));
      sender.join(TimeUnit.SECONDS.toMillis(10));
      assertTrue(!sender.isAlive(), "the connection was closed");
    }
  }

  @Test
  void whoIsNotThereIsUnreachable() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, loopback)) {
      port = closed.getLocalPort();
    }
    assertEquals(OptionalInt.empty(), post("http://127.0.0.1:" + port + "/in", "ab"));
  }

  @Test
  void httpsNeedsACertificateOfThatNameThatIsTrusted(@TempDir Path folder) throws Exception {
    Path store = certificate(folder, "receiver.example");
    try (Receiver secure = new Receiver(https(store))) {
      String named = "https://receiver.example:" + secure.port() + "/in";
      assertEquals(OptionalInt.empty(), post(named, "ab"), "nobody vouches for it");
      Webhook trusting =
          new Webhook(
              vertx,
              TIMEOUT,
              4,
              new HttpClientOptions()
                  .setTrustOptions(
                      new PfxOptions().setPath(store.toString()).setPassword(PASSWORD)));
      try {
        assertEquals(OptionalInt.of(200), post(trusting, named, "ab"));
        assertEquals("receiver.example:" + secure.port(), secure.next().header("Host"));
        assertEquals(
            OptionalInt.empty(),
            post(trusting, "https://other.example:" + secure.port() + "/in", "ab"),
            "it is for another name");
        assertEquals(0, secure.waiting());
      } finally {
        trusting.close();
      }
    }
  }

  private String url(String target) {
    return "http://127.0.0.1:" + receiver.port() + target;
  }

  private OptionalInt post(String url, String signature) {
    return post(webhook, url, signature);
  }

  private static OptionalInt post(Webhook webhook, String url, String signature) {
    return webhook.post(Destination.of(url), loopback, DOCUMENT, Optional.of(signature));
  }

  private static HttpsServer https(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress(loopback, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return server;
  }

  private static Path certificate(Path folder, String name) throws Exception {
    Path store = folder.resolve("receiver.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "receiver",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=dns:" + name,
                    "-ext",
                    "bc=ca:true",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    store.toString()))
            .inheritIO()
            .start();
    assertEquals(0, keytool.waitFor());
    return store;
  }
}
