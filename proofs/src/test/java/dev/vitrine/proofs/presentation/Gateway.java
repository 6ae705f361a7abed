package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.record.TestSchemas.EPCS;
import static dev.vitrine.proofs.record.TestSchemas.STATUS;
import static dev.vitrine.proofs.record.TestSchemas.TEMPERATURE;
import static dev.vitrine.proofs.record.TestSchemas.TIME;
import static dev.vitrine.proofs.record.TestSchemas.UNIT;
import static dev.vitrine.proofs.record.TestSchemas.seed;
import static dev.vitrine.proofs.record.TestSchemas.utf8;

import dev.vitrine.proofs.batch.BatchKey;
import dev.vitrine.proofs.batch.ColumnOpening;
import dev.vitrine.proofs.batch.Columns;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.batch.SealedBatch;
import dev.vitrine.proofs.batch.SealedPayload;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.TestSchemas;
import dev.vitrine.proofs.record.TypedRecord;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A whole gateway in small, from records to presentations: nothing in it is a stand-in. */
final class Gateway {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final String AUDIENCE = "https://verifier.example";
  static final byte[] NONCE = utf8("0123456789abcdef");
  static final int POSITION = 1;

  final TestLog log = new TestLog("log.example/1", 1);
  final GatewayKey key = GatewayKey.of(seed(40));
  final SealedBatch batch;
  final OpenedRecord record;
  final byte[] header;
  final int logIndex;
  final InclusionProof place;
  final IssuerKey issuer = IssuerKey.generate(IssuerSuite.BLS12_381_SHA_256, seed(80));
  final Prover prover = new Prover(key, issuer, log.origin, new SecureRandom());
  private final List<OpenedRecord> opened = new ArrayList<>();

  /** Three records of the test schema in one batch, logged between two other entries. */
  Gateway() throws Exception {
    this(List.of(TestSchemas.record(0), TestSchemas.record(1), TestSchemas.record(2)));
  }

  Gateway(List<TypedRecord> records) throws Exception {
    Columns columns = new Columns(Curve.current());
    BatchKey batchKey = BatchKey.random(new SecureRandom());
    batch =
        SealedBatch.seal(
            records, other -> new byte[32], batchKey, columns, new byte[16], NOW.toEpochMilli());
    int position = Math.min(POSITION, records.size() - 1);
    for (int i = 0; i < records.size(); i++) {
      opened.add(
          SealedPayload.open(
              records.get(0).schema(),
              batch.roots().get(i),
              batchKey.seed(i),
              batch.payloads().get(i)));
    }
    record = opened.get(position);
    header = batch.header().encode();
    log.append(utf8("genesis"));
    logIndex = log.append(header);
    log.append(utf8("another entry"));
    place = SealedBatch.place(batch.roots(), position);
  }

  Trust trust() {
    return new Trust(
        List.of(key.publicKey()), List.of(issuer.trusted(log.origin)), TestLog.verifier(log));
  }

  SortedMap<Integer, Optional<byte[]>> shown(int... slots) {
    SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
    for (int slot : slots) {
      shown.put(slot, Optional.ofNullable(record.commitment().value(slot)));
    }
    return shown;
  }

  /** Shows status, temperature with unit, that there is no time, and two of the list. */
  Statement anchoredStatement() {
    SortedMap<Integer, List<byte[]>> elements = new TreeMap<>();
    elements.put(EPCS, List.of(utf8("epc:3"), utf8("epc:2")));
    return new Statement(
        Mode.ANCHORED,
        List.of(
            new RecordClaim(
                record.commitment().schema(),
                shown(STATUS, TEMPERATURE, UNIT, TIME, EPCS),
                elements)),
        List.of(),
        AUDIENCE,
        NONCE,
        "TREAT",
        "policy-1",
        NOW.toEpochMilli(),
        NOW.plusSeconds(600).toEpochMilli(),
        new Statement.Anchor(log.origin, log.size(), log.root()));
  }

  Statement privateStatement(byte[] nonce) {
    return privateStatement(shown(STATUS, TEMPERATURE, UNIT, TIME), nonce);
  }

  Statement privateStatement(SortedMap<Integer, Optional<byte[]>> shown, byte[] nonce) {
    return new Statement(
        Mode.PRIVATE,
        List.of(RecordClaim.showing(record.commitment().schema(), shown)),
        List.of(),
        AUDIENCE,
        nonce,
        "TREAT",
        "policy-1",
        NOW.toEpochMilli(),
        NOW.plusSeconds(600).toEpochMilli(),
        Statement.Anchor.originOnly(log.origin));
  }

  Presentation anchored() {
    return anchored(anchoredStatement());
  }

  Presentation anchored(Statement statement) {
    SortedMap<Integer, List<byte[]>> elements = new TreeMap<>();
    elements.put(EPCS, TestSchemas.epcs());
    return anchored(statement, elements);
  }

  Presentation anchored(Statement statement, SortedMap<Integer, List<byte[]>> elements) {
    return prover.anchored(
        statement, List.of(new AnchoredRecord(record, elements, place, logged())), List.of());
  }

  LoggedBatch logged() {
    return new LoggedBatch(
        header,
        logIndex,
        log.prove(logIndex),
        () -> new ColumnOpening(batch.header(), record.commitment().schema(), opened));
  }

  Presentation privately() {
    return privately(privateStatement(NONCE));
  }

  Presentation privately(Statement statement) {
    return privately(statement, record.commitment());
  }

  Presentation privately(Statement statement, RecordCommitment of) {
    return prover.unlinkable(statement, List.of(of));
  }

  Receipt receipt(Optional<byte[]> logProof) {
    return Receipt.of(
        record.commitment(),
        header,
        place,
        log.origin,
        logIndex,
        key.publicKey(),
        Receipt.promise(key, header, log.origin, logIndex),
        logProof);
  }

  /** Everything required that can be, of any presentation here. */
  static Policy policy() {
    return Policy.at(NOW).audience(AUDIENCE).nonce(NONCE);
  }

  /** The names of the steps passed. */
  List<String> verify(byte[] file) throws RefusedException {
    Verdict verdict = new Verifier(trust(), new SecureRandom()).verify(file, policy());
    verdict.statement();
    return verdict.steps().stream().map(Step::name).toList();
  }

  List<String> verifyReceipt(byte[] file, Optional<byte[]> document) throws Exception {
    List<Step> steps = new ArrayList<>();
    new ReceiptVerifier(trust()).verify(file, document, steps::add);
    return steps.stream().map(Step::name).toList();
  }
}
