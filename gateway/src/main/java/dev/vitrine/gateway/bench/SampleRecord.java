package dev.vitrine.gateway.bench;

import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.batch.BatchKey;
import dev.vitrine.proofs.batch.Columns;
import dev.vitrine.proofs.batch.CorruptPayloadException;
import dev.vitrine.proofs.batch.ErasedException;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.batch.SealedBatch;
import dev.vitrine.proofs.batch.SealedPayload;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.presentation.AnchoredRecord;
import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.IssuerKey;
import dev.vitrine.proofs.presentation.IssuerSuite;
import dev.vitrine.proofs.presentation.LoggedBatch;
import dev.vitrine.proofs.presentation.Mode;
import dev.vitrine.proofs.presentation.Prover;
import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.TypedRecord;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The gateway's parts without the gateway: reading, sealing and presenting the benchmark's own
 * events in memory, on one thread.
 */
final class SampleRecord {
  /** The slots that proofs show. */
  static final List<String> SHOWN =
      List.of("bizStep", "errorDeclaration", "eventTime", "readPoint");

  private static final String MEDIA_TYPE = "application/ld+json";
  private static final String ORIGIN = "bench.invalid/log";
  private static final int LOG_SIZE = 10_000;

  private final SecureRandom random = new SecureRandom();
  private final Events events = new Events();
  private final EpcisFormat format = new EpcisFormat();
  private final Columns columns = Columns.standard();
  private long next;

  /** Microseconds to read one event. */
  double readMicros(Duration time) {
    return micros(time, 256, () -> read(256));
  }

  /** Microseconds to seal one record, 256 a batch. */
  double sealMicros(Duration time) {
    List<TypedRecord> records = read(BatchKey.SEEDS);
    return micros(time, records.size(), () -> seal(records));
  }

  /** Anchored presentations a second on one thread. */
  double anchoredPerSecond(Duration time) {
    List<TypedRecord> records = read(BatchKey.SEEDS);
    SealedBatch batch = seal(records);
    OpenedRecord record = open(records.get(0).schema(), batch);
    InMemoryLogStorage storage = new InMemoryLogStorage();
    List<byte[]> entries = new ArrayList<>();
    byte[] header = batch.header().encode();
    for (int i = 0; i < LOG_SIZE; i++) {
      entries.add(header);
    }
    storage.append(entries);
    Log log = new Log(storage, NoteSigner.generate(ORIGIN, SignatureType.ED25519, random));
    log.integrateAndPublish();
    Prover prover = prover();
    byte[] root = new byte[Sha256.LENGTH];
    Statement statement =
        statement(record, Mode.ANCHORED, new Statement.Anchor(log.origin(), LOG_SIZE, root));
    return 1e6
        / micros(
            time,
            1,
            () ->
                prover.anchored(
                    statement,
                    List.of(
                        new AnchoredRecord(
                            record,
                            new TreeMap<>(),
                            SealedBatch.place(batch.roots(), 0),
                            logged(header, log, next++ % LOG_SIZE))),
                    List.of()));
  }

  /** Private presentations a second on one thread. */
  double privatePerSecond(Duration time) {
    List<TypedRecord> records = read(1);
    OpenedRecord record = open(records.get(0).schema(), seal(records));
    Prover prover = prover();
    Statement statement = statement(record, Mode.PRIVATE, Statement.Anchor.originOnly(ORIGIN));
    return 1e6 / micros(time, 1, () -> prover.unlinkable(statement, List.of(record.commitment())));
  }

  private Prover prover() {
    byte[] material = new byte[IssuerKey.MIN_MATERIAL];
    random.nextBytes(material);
    IssuerKey issuer = IssuerKey.generate(IssuerSuite.BLS12_381_SHA_256, material);
    return new Prover(GatewayKey.random(random), issuer, ORIGIN, random);
  }

  private static LoggedBatch logged(byte[] header, Log log, long index) {
    return new LoggedBatch(
        header,
        index,
        log.view().proof(index).bytes(),
        () -> {
          throw new IllegalStateException("nothing is proved of hidden slots here");
        });
  }

  private List<TypedRecord> read(int count) {
    try {
      List<TypedRecord> records = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        records.add(
            format.read(events.single(next++), MEDIA_TYPE, BenchGateway.PARTY).get(0).record());
      }
      return records;
    } catch (InvalidDocumentException e) {
      throw new IllegalStateException("the benchmark's own event was refused", e);
    }
  }

  private SealedBatch seal(List<TypedRecord> records) {
    return SealedBatch.seal(
        records,
        linked -> {
          throw new IllegalStateException("an event of the benchmark links to nothing");
        },
        BatchKey.random(random),
        columns,
        new byte[BatchHeader.PRODUCER_LENGTH],
        1);
  }

  private static OpenedRecord open(Schema schema, SealedBatch batch) {
    try {
      return SealedPayload.open(
          schema, batch.roots().get(0), batch.key().seed(0), batch.payloads().get(0));
    } catch (CorruptPayloadException | ErasedException e) {
      throw new IllegalStateException("the benchmark's own record does not open", e);
    }
  }

  private static Statement statement(OpenedRecord record, Mode mode, Statement.Anchor anchor) {
    Schema schema = record.commitment().schema();
    SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
    for (String name : SHOWN) {
      int slot = schema.indexOf(name);
      shown.put(slot, Optional.ofNullable(record.commitment().value(slot)));
    }
    return new Statement(
        mode,
        List.of(RecordClaim.showing(schema, shown)),
        List.of(),
        "bench",
        new byte[Statement.MIN_NONCE],
        "TREAT",
        "own-records",
        1,
        2,
        anchor);
  }

  private static double micros(Duration time, int perRun, Runnable work) {
    repeat(time.dividedBy(2), work);
    long start = System.nanoTime();
    long runs = repeat(time, work);
    return (System.nanoTime() - start) / 1000.0 / (runs * perRun);
  }

  private static long repeat(Duration time, Runnable work) {
    long start = System.nanoTime();
    long runs = 0;
    do {
      work.run();
      runs++;
    } while (System.nanoTime() - start < time.toNanos());
    return runs;
  }
}
