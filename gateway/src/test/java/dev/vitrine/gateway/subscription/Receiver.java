package dev.vitrine.gateway.subscription;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A subscriber's server: keeps what it gets, and answers what it is told to. */
final class Receiver implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;
  private static final int OK = 200;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private volatile int standard = OK;
  private volatile boolean endless;
  private volatile @Nullable String location;

  Receiver(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  /** What came in, and what was answered. */
  record Got(String target, Headers headers, byte[] body, int answered) {
    @Nullable String header(String name) {
      return headers.getFirst(name);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String target) {
    return "http://127.0.0.1:" + port() + target;
  }

  /** Answers these statuses first, one each. */
  void answer(int... statuses) {
    for (int status : statuses) {
      answers.add(status);
    }
  }

  /** Answers that status from now on. */
  void answerAlways(int status) {
    standard = status;
  }

  void redirectTo(String url) {
    location = url;
  }

  void answerWithoutEnd() {
    endless = true;
  }

  /** The next request; waits for it. */
  Got next() throws InterruptedException {
    Got next = got.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was delivered");
    }
    return next;
  }

  /** How many requests have come that nobody has looked at. */
  int waiting() {
    return got.size();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Integer told = answers.poll();
      int status = told == null ? standard : told;
      if (location != null) {
        exchange.getResponseHeaders().add("Location", location);
      }
      got.add(
          new Got(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body, status));
      exchange.sendResponseHeaders(status, endless ? 0 : -1);
      OutputStream out = exchange.getResponseBody();
      while (endless) {
        out.write(new byte[8192]);
      }
    }
  }
}
