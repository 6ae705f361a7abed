package dev.vitrine.gateway.bench;

import dev.vitrine.gateway.embedded.EmbeddedPostgres;
import dev.vitrine.gateway.embedded.Migrations;
import dev.vitrine.gateway.store.SoleLog;
import dev.vitrine.ledger.bench.GrowthBench;
import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Cosigner;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.LogStorage;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The log alone in a PostgreSQL of its own: leaves of a batch header's size, a transaction for
 * every 16, a checkpoint every second as a gateway makes them. What its records cost besides is
 * {@code bench ingest}'s to say. The witness is a key in this process: its signature is counted, a
 * network's round trip is not.
 */
final class DurableLog implements AutoCloseable {
  private static final String ORIGIN = "bench.invalid/log";
  private static final int LEAF = 512;
  private static final int GROUP = 16;
  private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

  private final Path folder;
  private final EmbeddedPostgres postgres;
  private final Vertx vertx;
  private final Pool pool;
  private final LogStorage storage;
  private final Log log;
  private final List<byte[]> group = new ArrayList<>();

  private DurableLog(Path folder) throws IOException {
    this.folder = folder;
    this.postgres = EmbeddedPostgres.start(folder);
    this.vertx = Vertx.vertx();
    Migrations.apply(postgres.jdbcUrl(), postgres.user(), postgres.password());
    this.pool =
        Pool.newInstance(
            PgBuilder.pool()
                .connectingTo(
                    PgConnectOptions.fromUri(postgres.reactiveUrl())
                        .setUser(postgres.user())
                        .setPassword(postgres.password()))
                .using(vertx)
                .build());
    this.storage = SoleLog.claim(pool, ORIGIN, "bench");
    SecureRandom random = new SecureRandom();
    NoteSigner key = NoteSigner.generate(ORIGIN, SignatureType.ED25519, random);
    this.log = new Log(storage, LogSigner.of(key), witness(random));
    for (int i = 0; i < GROUP; i++) {
      byte[] leaf = new byte[LEAF];
      random.nextBytes(leaf);
      group.add(leaf);
    }
  }

  /** Starts one in an empty folder. */
  static DurableLog start(Path folder) throws IOException {
    return new DurableLog(folder);
  }

  /** Measures, each for about this long. */
  void run(Duration time, Consumer<Measured> out) throws IOException, SQLException {
    load(time.dividedBy(4), 0);
    Load most = load(time, 0);
    out.accept(
        new Measured(
            "log in PostgreSQL, durable, leaves of 256 records, 16 a commit",
            most.perSecond,
            "leaves/s",
            List.of(
                new Measured.Limit("asked for", 1000),
                new Measured.Limit("fsync of the same bytes to a file", fsyncs(time.dividedBy(4))),
                new Measured.Limit(
                    "PostgreSQL binary COPY of the same bytes, 1 connection",
                    copies(time.dividedBy(4))))));
    Load half = load(time, most.perSecond / 2);
    out.accept(
        new Measured(
            String.format("accept to cosigned checkpoint at %,.0f leaves/s, p99", half.perSecond),
            half.p99Millis,
            "ms",
            List.of(new Measured.Limit("asked for at half load", 1500))));
    GrowthBench.proofs("in PostgreSQL", log.view(), time.dividedBy(4))
        .forEach(figure -> out.accept(Measured.of(figure)));
  }

  /** What a load came to. */
  private record Load(double perSecond, double p99Millis) {}

  /** A group of leaves that is durable and not yet seen in a checkpoint. */
  private record Waiting(long lastIndex, long acceptedAt) {}

  /**
   * Appends for this long.
   *
   * @param pace leaves a second; 0 for as fast as it goes
   */
  private Load load(Duration time, double pace) {
    Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    Publishing publishing = new Publishing(waiting);
    Thread publisher = new Thread(publishing, "bench-publisher");
    publisher.start();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    long done = 0;
    for (long now = start; now < end; now = System.nanoTime()) {
      // a late one is accepted when it was due: what it waits for this thread counts too
      long due = pace > 0 ? start + (long) (done * 1e9 / pace) : now;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long first = storage.append(group);
      waiting.add(new Waiting(first + GROUP - 1, due));
      done += GROUP;
    }
    double perSecond = done * 1e9 / (System.nanoTime() - start);
    publishing.finish();
    join(publisher);
    return new Load(perSecond, publishing.p99Millis());
  }

  /** Makes a checkpoint every second until nothing waits. */
  private final class Publishing implements Runnable {
    private final Queue<Waiting> waiting;
    private final List<Long> nanos = new ArrayList<>();
    private volatile boolean finishing;

    Publishing(Queue<Waiting> waiting) {
      this.waiting = waiting;
    }

    void finish() {
      finishing = true;
    }

    @Override
    public void run() {
      while (!finishing || !waiting.isEmpty()) {
        LockSupport.parkNanos(INTERVAL);
        long size = log.integrateAndPublish().state().publishedSize();
        long now = System.nanoTime();
        for (Waiting next = waiting.peek();
            next != null && next.lastIndex < size;
            next = waiting.peek()) {
          nanos.add(now - next.acceptedAt);
          waiting.remove();
        }
      }
    }

    /** To be asked when the thread has ended. */
    double p99Millis() {
      long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
      Arrays.sort(sorted);
      return sorted.length == 0 ? 0 : sorted[sorted.length - 1 - sorted.length / 100] / 1e6;
    }
  }

  private double fsyncs(Duration time) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(GROUP * LEAF);
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("fsync"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long start = System.nanoTime();
      long done = 0;
      long elapsed;
      do {
        bytes.clear();
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(false);
        done += GROUP;
        elapsed = System.nanoTime() - start;
      } while (elapsed < time.toNanos());
      return done * 1e9 / elapsed;
    }
  }

  private double copies(Duration time) throws IOException, SQLException {
    try (Connection connection =
        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
      return CopyLimit.rowsPerSecond(connection, time, group);
    }
  }

  private static Cosigner witness(SecureRandom random) {
    NoteSigner key = NoteSigner.generate("bench-witness", SignatureType.COSIGNATURE_V1, random);
    return (signed, proofFrom) ->
        new SignedCheckpoint(
            signed.checkpoint(),
            signed.note().with(List.of(key.cosign(signed.checkpoint().text(), Instant.now()))));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring", e);
    }
  }

  @Override
  public void close() throws IOException {
    pool.close().await().indefinitely();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }
}
