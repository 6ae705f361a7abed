package dev.vitrine.gateway.bench;

import dev.vitrine.ledger.bench.LogBench;
import dev.vitrine.proofs.bench.BbsBench;
import dev.vitrine.proofs.bench.ColumnBench;
import dev.vitrine.proofs.bench.LinearBench;
import dev.vitrine.proofs.bench.PresentationBench;
import dev.vitrine.proofs.bench.RangeBench;
import dev.vitrine.v1.ProofMode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The benchmarks. Figures go out one by one, as they are there. */
final class Suite {
  private static final long MANY = 10_000_000;

  private final Duration time;
  private final Path data;
  private final Consumer<Measured> out;

  /**
   * A run.
   *
   * @param time about how long each timing takes
   * @param data an empty folder for the gateway
   */
  Suite(Duration time, Path data, Consumer<Measured> out) {
    this.time = time;
    this.data = data;
    this.out = out;
  }

  /** Reading documents, in this process. */
  void adapters() {
    new ReadingBench(time).run().forEach(out);
  }

  /** The proof systems, in this process. */
  void proofs() {
    BbsBench.run(time.dividedBy(4)).forEach(result -> out.accept(Measured.of(result)));
    ColumnBench.run(time.dividedBy(4)).forEach(result -> out.accept(Measured.of(result)));
    RangeBench.run(time.dividedBy(4)).forEach(result -> out.accept(Measured.of(result)));
    LinearBench.run(time.dividedBy(4)).forEach(result -> out.accept(Measured.of(result)));
    PresentationBench.run(time.dividedBy(4)).forEach(result -> out.accept(Measured.of(result)));
  }

  /**
   * The log: in this process, and in a PostgreSQL of its own.
   *
   * @param full whether it shall grow to ten million leaves, instead of one
   */
  void log(boolean full) throws IOException, SQLException {
    long most = full ? MANY : MANY / 10;
    LogBench.run(time.dividedBy(4), most).forEach(figure -> out.accept(Measured.of(figure)));
    try (DurableLog log = DurableLog.start(data.resolveSibling(data.getFileName() + "-log"))) {
      log.run(time, out);
    }
  }

  /** Taking in and answering, from outside, against one gateway. */
  void gateway(boolean ingest, boolean query)
      throws IOException, InterruptedException, SQLException {
    try (BenchGateway gateway = BenchGateway.start(data)) {
      IngestLoad load = new IngestLoad(gateway.client());
      load.grpc(ingest ? time.dividedBy(2) : Duration.ofSeconds(1));
      if (ingest) {
        ingest(gateway, load);
      }
      if (query) {
        query(new QueryLoad(gateway.client(), load.recordIds()));
      }
    }
  }

  private void ingest(BenchGateway gateway, IngestLoad load)
      throws IOException, InterruptedException, SQLException {
    BenchGateway.Usage before = gateway.usage();
    long clientBefore = ownNanos();
    IngestLoad.Done grpc = load.grpc(time);
    BenchGateway.Usage used = gateway.usage().minus(before);
    double clientMicros = (ownNanos() - clientBefore) / 1e3 / grpc.records();
    load.rest(time.dividedBy(2));
    IngestLoad.Done rest = load.rest(time);
    double copy;
    try (Connection database = gateway.database()) {
      copy = CopyLimit.rowsPerSecond(database, time.dividedBy(2));
    }
    double scan = ScanLimit.eventsPerSecond(time.dividedBy(4));
    List<Measured.Limit> limits =
        List.of(
            new Measured.Limit("PostgreSQL binary COPY of the same bytes, 1 connection", copy),
            new Measured.Limit("Jackson token scan of the same bytes, 1 core", scan));
    out.accept(
        new Measured(
            "ingest over gRPC, durable, 1 KB events", grpc.perSecond(), "records/s", limits));
    out.accept(
        new Measured(
            "ingest over REST in arrays of 1000, durable", rest.perSecond(), "records/s", limits));
    explain("gRPC ingest: processor time of the gateway", used.gateway().toNanos() / 1e3, grpc);
    explain("gRPC ingest: processor time of PostgreSQL", used.database().toNanos() / 1e3, grpc);
    out.accept(
        new Measured(
            "gRPC ingest: processor time of this client", clientMicros, "µs/record", List.of()));
    SampleRecord sample = new SampleRecord();
    out.accept(
        new Measured(
            "reading an event, 1 core",
            sample.readMicros(time.dividedBy(4)),
            "µs/record",
            List.of(new Measured.Limit("Jackson token scan of the same bytes", 1e6 / scan))));
    out.accept(
        new Measured(
            "sealing a record, 256 a batch, 1 core",
            sample.sealMicros(time.dividedBy(4)),
            "µs/record",
            List.of()));
  }

  private void explain(String what, double micros, IngestLoad.Done done) {
    out.accept(new Measured(what, micros / done.records(), "µs/record", List.of()));
  }

  private void query(QueryLoad load) throws IOException, InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    SampleRecord sample = new SampleRecord();
    String limit = "the proofs alone, in memory, on all cores";
    load.ask(ProofMode.PROOF_MODE_ANCHORED, time.dividedBy(2));
    QueryLoad.Answered anchored = load.ask(ProofMode.PROOF_MODE_ANCHORED, time);
    answered("anchored", anchored, limit, cores * sample.anchoredPerSecond(time.dividedBy(4)));
    load.ask(ProofMode.PROOF_MODE_PRIVATE, time.dividedBy(4));
    QueryLoad.Answered unlinkable = load.ask(ProofMode.PROOF_MODE_PRIVATE, time);
    answered("private", unlinkable, limit, cores * sample.privatePerSecond(time.dividedBy(4)));
  }

  private void answered(String mode, QueryLoad.Answered answered, String limit, double bound) {
    out.accept(
        new Measured(
            "RequestProof " + mode + ", disclosure durable",
            answered.perSecond(),
            "proofs/s",
            List.of(new Measured.Limit(limit, bound))));
    out.accept(
        new Measured(
            "RequestProof " + mode + ", median of 16 callers",
            answered.medianMillis(),
            "ms",
            List.of()));
  }

  private static long ownNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime()
        : 0;
  }
}
