package dev.vitrine.ledger.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.proofs.encoding.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A real witness over real HTTP on loopback; a test may bend its answers. */
public final class WitnessHttp implements AutoCloseable {
  final NoteSigner key;
  final Witness witness;
  final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Function<WitnessAnswer, WitnessAnswer> bend = Function.identity();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile Optional<SignedCheckpoint> shown = Optional.empty();

  /** A witness of these logs with a new Ed25519 key. */
  public WitnessHttp(String name, LogPolicy logs) throws IOException {
    this(WitnessedLog.witnessKey(name), logs);
  }

  WitnessHttp(NoteSigner key, LogPolicy logs) throws IOException {
    this.key = key;
    this.witness =
        new Witness(
            List.of(key),
            () -> logs,
            new InMemoryWitnessStore(),
            Clock.systemUTC(),
            ForkWatcher.NONE);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/witness/add-checkpoint", this::addCheckpoint);
    server.createContext("/witness/", this::latest);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/witness");
  }

  /** The witness as a quorum has it, with its URL. */
  public Quorum.Witness member() {
    return new Quorum.Witness(key.verifier(), Optional.of(url()));
  }

  /** From now on answers what this makes of the honest answer. */
  public void bend(Function<WitnessAnswer, WitnessAnswer> how) {
    bend = how;
  }

  /** From now on answers only once the latch is open. */
  void hold(CountDownLatch latch) {
    gate = latch;
  }

  /** From now on shows this as the latest checkpoint. */
  void show(SignedCheckpoint signed) {
    shown = Optional.of(signed);
  }

  private void addCheckpoint(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    byte[] request = exchange.getRequestBody().readAllBytes();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    WitnessAnswer answer = bend.apply(witness.addCheckpoint(request));
    exchange.getResponseHeaders().add("Content-Type", answer.mediaType());
    exchange.sendResponseHeaders(answer.status(), answer.bytes().length);
    exchange.getResponseBody().write(answer.bytes());
    exchange.close();
  }

  private void latest(HttpExchange exchange) throws IOException {
    String origin = Samples.ORIGIN;
    String name = HexFormat.of().formatHex(Sha256.of(origin.getBytes(StandardCharsets.UTF_8)));
    Optional<SignedCheckpoint> signed = shown.or(() -> witness.latest(origin));
    if (signed.isEmpty()
        || !exchange.getRequestURI().getPath().equals("/witness/" + name + "/checkpoint")) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      byte[] note = signed.get().bytes();
      exchange.sendResponseHeaders(200, note.length);
      exchange.getResponseBody().write(note);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
