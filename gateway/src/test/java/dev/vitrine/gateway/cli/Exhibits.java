package dev.vitrine.gateway.cli;

import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.proofs.batch.BatchKey;
import dev.vitrine.proofs.batch.ColumnOpening;
import dev.vitrine.proofs.batch.Columns;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.batch.SealedBatch;
import dev.vitrine.proofs.batch.SealedPayload;
import dev.vitrine.proofs.presentation.AnchoredRecord;
import dev.vitrine.proofs.presentation.Fact;
import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.IssuerKey;
import dev.vitrine.proofs.presentation.IssuerSuite;
import dev.vitrine.proofs.presentation.LoggedBatch;
import dev.vitrine.proofs.presentation.Mode;
import dev.vitrine.proofs.presentation.Presentation;
import dev.vitrine.proofs.presentation.Prover;
import dev.vitrine.proofs.presentation.Receipt;
import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.TypedRecord;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A record of one event, sealed and logged, and files about it, made by a gateway's own parts. */
final class Exhibits {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final byte[] NONCE = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  static final String AUDIENCE = "https://hospital.example";
  static final String EVENT =
      """
      {"@context": ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld"],
       "type": "ObjectEvent",
       "eventID": "urn:uuid:6b0c4f1e-0d35-4f0e-9a64-6f4a0c1d0077",
       "eventTime": "2026-02-03T10:12:41.250+01:00",
       "eventTimeZoneOffset": "+01:00",
       "epcList": ["urn:epc:id:sgtin:9506000.013435.7H2K9Q1001"],
       "action": "ADD",
       "bizStep": "commissioning",
       "readPoint": {"id": "urn:epc:id:sgln:9506000.00101.PACK1"},
       "ilmd": {"cbvmda:lotNumber": "VX26B014", "cbvmda:itemExpirationDate": "2028-01-31"}}
      """;

  final GatewayKey gatewayKey;
  final NoteSigner logKey;
  final IssuerKey issuer;
  private final Prover prover;
  final byte[] header;
  final byte[] logProof;
  final byte[] checkpoint;
  private final OpenedRecord record;
  private final SealedBatch sealed;
  private final Log log;

  Exhibits() throws Exception {
    SecureRandom random = new SecureRandom();
    gatewayKey = GatewayKey.random(random);
    logKey = NoteSigner.generate("example.com/log", SignatureType.ED25519, random);
    issuer = IssuerKey.generate(IssuerSuite.BLS12_381_SHA_256, random.generateSeed(32));
    prover = new Prover(gatewayKey, issuer, logKey.name(), random);
    TypedRecord made =
        new EpcisFormat().read(document(), "application/ld+json", "9506000000013").get(0).record();
    sealed =
        SealedBatch.seal(
            List.of(made),
            linked -> new byte[32],
            BatchKey.random(random),
            Columns.standard(),
            new byte[16],
            NOW.toEpochMilli());
    record =
        SealedPayload.open(
            made.schema(), sealed.roots().get(0), sealed.key().seed(0), sealed.payloads().get(0));
    header = sealed.header().encode();
    InMemoryLogStorage storage = new InMemoryLogStorage();
    storage.append(List.of(new byte[] {0}, header, new byte[] {2}));
    log = new Log(storage, logKey);
    log.integrateAndPublish();
    logProof = log.view().proof(1).bytes();
    checkpoint = log.view().latest().orElseThrow().bytes();
  }

  static byte[] document() {
    return EVENT.getBytes(StandardCharsets.UTF_8);
  }

  TrustFile trust() {
    return new TrustFile(
        logKey.verifier(),
        List.of(),
        0,
        List.of(gatewayKey.publicKey()),
        List.of(issuer.trusted(logKey.name())));
  }

  Presentation anchored() {
    var latest = log.view().latest().orElseThrow().checkpoint();
    LoggedBatch batch =
        new LoggedBatch(
            header,
            1,
            logProof,
            () -> new ColumnOpening(sealed.header(), schema(), List.of(record)));
    return prover.anchored(
        statement(Mode.ANCHORED, new Statement.Anchor(logKey.name(), latest.size(), latest.root())),
        List.of(
            new AnchoredRecord(
                record, new TreeMap<>(), SealedBatch.place(sealed.roots(), 0), batch)),
        List.of());
  }

  Presentation unlinkable() {
    return prover.unlinkable(
        statement(Mode.PRIVATE, Statement.Anchor.originOnly(logKey.name())),
        List.of(record.commitment()));
  }

  Receipt receipt(Optional<byte[]> proof) {
    return Receipt.of(
        record.commitment(),
        header,
        SealedBatch.place(sealed.roots(), 0),
        logKey.name(),
        1,
        gatewayKey.publicKey(),
        Receipt.promise(gatewayKey, header, logKey.name(), 1),
        proof);
  }

  /** Proves that the event was in 2026, without its time. */
  Presentation proving(Mode mode) {
    var latest = log.view().latest().orElseThrow().checkpoint();
    Statement.Anchor anchor =
        mode == Mode.PRIVATE
            ? Statement.Anchor.originOnly(logKey.name())
            : new Statement.Anchor(logKey.name(), latest.size(), latest.root());
    Statement shown = statement(mode, anchor);
    SortedMap<Integer, Optional<byte[]>> less = new TreeMap<>(shown.records().get(0).shown());
    less.remove(schema().indexOf("eventTime"));
    List<Schema> schemas = List.of(schema());
    Statement statement =
        new Statement(
            mode,
            List.of(RecordClaim.showing(schema(), less)),
            List.of(
                Fact.after(0, "eventTime", Instant.parse("2026-01-01T00:00:00Z"))
                    .predicate(schemas, NOW),
                Fact.before(0, "eventTime", Instant.parse("2027-01-01T00:00:00Z"))
                    .predicate(schemas, NOW)),
            AUDIENCE,
            NONCE,
            shown.purpose(),
            shown.policyId(),
            shown.issuedAtMillis(),
            shown.expiresAtMillis(),
            anchor);
    if (mode == Mode.PRIVATE) {
      return prover.unlinkable(statement, List.of(record.commitment()));
    }
    LoggedBatch batch =
        new LoggedBatch(
            header,
            1,
            logProof,
            () -> new ColumnOpening(sealed.header(), schema(), List.of(record)));
    return prover.anchored(
        statement,
        List.of(
            new AnchoredRecord(
                record, new TreeMap<>(), SealedBatch.place(sealed.roots(), 0), batch)),
        List.of());
  }

  private Schema schema() {
    return record.commitment().schema();
  }

  private Statement statement(Mode mode, Statement.Anchor anchor) {
    Schema schema = schema();
    SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
    for (String name : List.of("lot", "expiry", "parentID", "eventTime")) {
      int slot = schema.indexOf(name);
      shown.put(slot, Optional.ofNullable(record.commitment().value(slot)));
    }
    return new Statement(
        mode,
        List.of(RecordClaim.showing(schema, shown)),
        List.of(),
        AUDIENCE,
        NONCE,
        "TREAT",
        "policy-1",
        NOW.toEpochMilli(),
        NOW.plusSeconds(600).toEpochMilli(),
        anchor);
  }
}
