package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.presentation.Readings.JONAS;
import static dev.vitrine.proofs.presentation.Readings.MARIA;
import static dev.vitrine.proofs.presentation.Readings.reading;
import static dev.vitrine.proofs.presentation.Readings.shipment;
import static dev.vitrine.proofs.record.TestSchemas.seed;
import static dev.vitrine.proofs.record.TestSchemas.utf8;

import dev.vitrine.proofs.batch.BatchKey;
import dev.vitrine.proofs.batch.ColumnOpening;
import dev.vitrine.proofs.batch.Columns;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.batch.SealedBatch;
import dev.vitrine.proofs.batch.SealedPayload;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.TypedRecord;
import dev.vitrine.proofs.verdict.Step;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A gateway that holds several batches of two schemas, for facts: nothing is a stand-in. */
final class FactWorld {
  /** A record, by its batch and its place in it. */
  record Held(int batch, int position) {}

  private static Optional<FactWorld> shared = Optional.empty();

  final TestLog log = new TestLog("log.example/1", 1);
  final GatewayKey key = GatewayKey.of(seed(40));
  final IssuerKey issuer = IssuerKey.generate(IssuerSuite.BLS12_381_SHA_256, seed(80));
  final NamingKey naming = NamingKey.of(secret(7));
  final SecureRandom random = new SecureRandom();
  final TestSets sets;
  final Prover prover;
  private final List<SealedBatch> batches = new ArrayList<>();
  private final List<List<OpenedRecord>> opened = new ArrayList<>();
  private final List<Integer> indexes = new ArrayList<>();

  /** A secret below the group order. */
  static byte[] secret(int last) {
    byte[] secret = new byte[NamingKey.BYTES];
    secret[NamingKey.BYTES - 1] = (byte) last;
    return secret;
  }

  /** One for all test classes: it changes nothing after it is made. */
  static synchronized FactWorld shared() throws Exception {
    if (shared.isEmpty()) {
      FactWorld world = new FactWorld(new TestSets());
      world.standard();
      shared = Optional.of(world);
    }
    return shared.get();
  }

  FactWorld(TestSets sets) {
    this.sets = sets;
    this.prover = prover(Curve.current());
    log.append(utf8("genesis"));
  }

  Prover prover(Curve curve) {
    return new Prover(curve, key, issuer, log.origin, Optional.of(naming), sets, random);
  }

  private void standard() throws Exception {
    add(
        List.of(
            reading("4.200", MARIA, 0, "1984-02-29", "1984-02-29", 3),
            reading("5.100", MARIA, 10, "1984-02-29", "1984-02-29", 4),
            reading("6.300", MARIA, 25, "1984-02-29", "1984-02-29", 5),
            reading(null, JONAS, 27, null, null, null),
            reading("-2.500", JONAS, 30, "1990-05-01", "1990-05-31", 1),
            reading(null, null, null, null, null, null)));
    add(
        List.of(
            reading("7.000", JONAS, 40, "1990-05-01", "1990-05-31", 7),
            reading("7.900", JONAS, 55, "1990-05-01", "1990-05-31", 0),
            reading("7.999", MARIA, 60, "1984-02-29", "1984-02-29", 2)));
    add(
        List.of(
            reading(null, MARIA, 61, null, null, null),
            reading(null, JONAS, 62, null, null, null)));
    add(List.of(shipment("urn:item:1", 12, 70, MARIA), shipment("urn:item:2", 9, 90, JONAS)));
  }

  /** Seals and logs a batch. */
  void add(List<TypedRecord> records) throws Exception {
    BatchKey batchKey = BatchKey.random(random);
    SealedBatch batch =
        SealedBatch.seal(
            records,
            other -> new byte[32],
            batchKey,
            new Columns(Curve.current()),
            new byte[16],
            Gateway.NOW.toEpochMilli());
    List<OpenedRecord> all = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      all.add(
          SealedPayload.open(
              records.get(0).schema(),
              batch.roots().get(i),
              batchKey.seed(i),
              batch.payloads().get(i)));
    }
    batches.add(batch);
    opened.add(all);
    indexes.add(log.append(batch.header().encode()));
  }

  OpenedRecord record(Held held) {
    return opened.get(held.batch).get(held.position);
  }

  RecordCommitment commitment(Held held) {
    return record(held).commitment();
  }

  long logIndex(int batch) {
    return indexes.get(batch);
  }

  LoggedBatch logged(int batch) {
    SealedBatch of = batches.get(batch);
    Schema schema = opened.get(batch).get(0).commitment().schema();
    return new LoggedBatch(
        of.header().encode(),
        indexes.get(batch),
        log.prove(indexes.get(batch)),
        () -> new ColumnOpening(of.header(), schema, opened.get(batch)));
  }

  List<LoggedBatch> everyBatch() {
    List<LoggedBatch> all = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      all.add(logged(i));
    }
    return all;
  }

  /** Shows status and unit of readings, and nothing else. */
  RecordClaim claim(Held held) {
    RecordCommitment record = commitment(held);
    SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
    if (record.schema().equals(Readings.SCHEMA)) {
      shown.put(Readings.STATUS, Optional.of(utf8("final")));
      shown.put(Readings.UNIT, Optional.of(utf8("Cel")));
    }
    return RecordClaim.showing(record.schema(), shown);
  }

  Statement statement(Mode mode, List<Held> records, Predicate... predicates) {
    return statement(mode, records.stream().map(this::claim).toList(), List.of(predicates));
  }

  Statement statement(Mode mode, List<RecordClaim> claims, List<Predicate> predicates) {
    return new Statement(
        mode,
        claims,
        predicates,
        Gateway.AUDIENCE,
        Gateway.NONCE,
        "TREAT",
        "policy-1",
        Gateway.NOW.toEpochMilli(),
        Gateway.NOW.plusSeconds(600).toEpochMilli(),
        mode == Mode.ANCHORED
            ? new Statement.Anchor(log.origin, log.size(), log.root())
            : Statement.Anchor.originOnly(log.origin));
  }

  List<AnchoredRecord> anchored(List<Held> records) {
    return records.stream()
        .map(
            held ->
                new AnchoredRecord(
                    record(held),
                    new TreeMap<>(),
                    SealedBatch.place(batches.get(held.batch).roots(), held.position),
                    logged(held.batch)))
        .toList();
  }

  Presentation present(Statement statement, List<Held> records) {
    return present(prover, statement, records);
  }

  /** With every batch that a total is over. */
  Presentation present(Prover by, Statement statement, List<Held> records) {
    if (statement.mode() == Mode.PRIVATE) {
      return by.unlinkable(statement, records.stream().map(this::commitment).toList());
    }
    List<LoggedBatch> selected = new ArrayList<>();
    for (Predicate predicate : statement.predicates()) {
      if (predicate instanceof Predicate.Totals totals) {
        for (Predicate.Selected batch : totals.selection()) {
          everyBatch().stream()
              .filter(known -> known.logIndex() == batch.logIndex())
              .forEach(selected::add);
        }
      }
    }
    return by.anchored(statement, anchored(records), selected);
  }

  Presentation present(Mode mode, List<Held> records, Predicate... predicates) {
    return present(statement(mode, records, predicates), records);
  }

  Trust trust() {
    return new Trust(
        List.of(key.publicKey()),
        List.of(issuer.trusted(log.origin)),
        List.of(naming.trusted(log.origin)),
        List.of(sets.trusted()),
        TestLog.verifier(log));
  }

  Verdict verify(byte[] file, Policy policy) {
    return new Verifier(trust(), random).verify(file, policy);
  }

  Verdict verify(Presentation presentation) {
    return verify(presentation.encode(), Gateway.policy());
  }

  /** The names of the steps passed, if it is valid. */
  static List<String> steps(Verdict verdict) throws Exception {
    verdict.statement();
    return verdict.steps().stream().map(Step::name).toList();
  }
}
