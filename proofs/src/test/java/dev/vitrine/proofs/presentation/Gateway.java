package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.record.TestSchemas.EPCS;
import static dev.vitrine.proofs.record.TestSchemas.STATUS;
import static dev.vitrine.proofs.record.TestSchemas.TEMPERATURE;
import static dev.vitrine.proofs.record.TestSchemas.TIME;
import static dev.vitrine.proofs.record.TestSchemas.UNIT;
import static dev.vitrine.proofs.record.TestSchemas.seed;
import static dev.vitrine.proofs.record.TestSchemas.utf8;

import dev.vitrine.proofs.batch.BatchKey;
import dev.vitrine.proofs.batch.Columns;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.batch.SealedBatch;
import dev.vitrine.proofs.batch.SealedPayload;
import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.bbs.BbsSuite;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.record.TestSchemas;
import dev.vitrine.proofs.record.TypedRecord;
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
  final PrivatePresenter privately;
  final AnchoredPresenter anchored = new AnchoredPresenter(key);

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
    record =
        SealedPayload.open(
            records.get(0).schema(),
            batch.roots().get(position),
            batchKey.seed(position),
            batch.payloads().get(position));
    header = batch.header().encode();
    log.append(utf8("genesis"));
    logIndex = log.append(header);
    log.append(utf8("another entry"));
    place = SealedBatch.place(batch.roots(), position);
    privately =
        new PrivatePresenter(
            Curve.current(),
            BbsSuite.SHA_256,
            BbsSecretKey.generate(BbsSuite.SHA_256, seed(80), new byte[0]),
            log.origin,
            new SecureRandom());
  }

  Trust trust() {
    return new Trust(List.of(key.publicKey()), List.of(privately.issuer()), TestLog.verifier(log));
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
        record.commitment().schema(),
        shown(STATUS, TEMPERATURE, UNIT, TIME, EPCS),
        elements,
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
        record.commitment().schema(),
        shown,
        new TreeMap<>(),
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
    return anchored.present(statement, record, elements, header, place, log.prove(logIndex));
  }

  Presentation privately() {
    return privately.present(privateStatement(NONCE), record.commitment());
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

  /** Verifies with everything expected that can be; the names of the steps passed. */
  List<String> verify(byte[] file) throws Exception {
    List<Step> steps = new ArrayList<>();
    Expectation expected = new Expectation(NOW, Optional.of(AUDIENCE), Optional.of(NONCE));
    new PresentationVerifier(trust()).verify(file, expected, steps::add);
    return steps.stream().map(Step::name).toList();
  }

  List<String> verifyReceipt(byte[] file, Optional<byte[]> document) throws Exception {
    List<Step> steps = new ArrayList<>();
    new ReceiptVerifier(trust()).verify(file, document, steps::add);
    return steps.stream().map(Step::name).toList();
  }
}
