package dev.vitrine.gateway.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.proofs.batch.BatchFilling;
import dev.vitrine.proofs.batch.BatchKey;
import dev.vitrine.proofs.batch.ColumnOpening;
import dev.vitrine.proofs.batch.Columns;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.batch.SealedBatch;
import dev.vitrine.proofs.batch.SealedPayload;
import dev.vitrine.proofs.presentation.AnchoredRecord;
import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.IssuerKey;
import dev.vitrine.proofs.presentation.IssuerSuite;
import dev.vitrine.proofs.presentation.LoggedBatch;
import dev.vitrine.proofs.presentation.Mode;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Prover;
import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.presentation.Verdict;
import dev.vitrine.proofs.presentation.Verifier;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.TypedRecord;
import dev.vitrine.proofs.verdict.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Chains that only a gateway that cheats would make, and true ones shown untruly. */
class CustodyCheckTest {
  private static final String EPC = "https://id.gs1.org/01/09506000134352/21/A1";
  private static final String OTHER = "https://id.gs1.org/01/09506000134352/21/B2";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final byte[] NONCE = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final Schema OTHERS =
      Schema.of("gs1.other.v1", List.of(Slot.root(CustodySchema.STEPS, "")));

  private final SecureRandom random = new SecureRandom();
  private final GatewayKey gatewayKey = GatewayKey.random(random);
  private final NoteSigner logKey =
      NoteSigner.generate("example.com/log", SignatureType.ED25519, random);
  private final IssuerKey issuer =
      IssuerKey.generate(IssuerSuite.BLS12_381_SHA_256, random.generateSeed(32));
  private final List<TypedRecord> records = new ArrayList<>();
  private final List<List<byte[]>> lists = new ArrayList<>();
  private @Nullable Sealed once;
  private final BatchFilling filling = new BatchFilling(BatchKey.random(random), 16);

  @Test
  void aTrueChainHolds() throws Exception {
    byte[] first = add(step(1, Optional.empty()));
    byte[] second = add(step(2, Optional.of(first)));
    add(new ChainStep(EPC, 3, Optional.of(second), true));
    Verdict verdict = shown(0, 1, 2);
    assertEquals("steps 1 to 3 without a gap", new CustodyCheck(EPC, 1).check(verdict).detail());
    assertEquals(
        CustodyCheck.STEP,
        new CustodyCheck("urn:epc:id:sgtin:9506000.013435.A1", 1).check(verdict).name());
    assertEquals(
        "steps 2 to 3 without a gap", new CustodyCheck(EPC, 2).check(shown(1, 2)).detail());
  }

  @Test
  void aStepLeftOutIsFound() throws Exception {
    byte[] first = add(step(1, Optional.empty()));
    byte[] second = add(step(2, Optional.of(first)));
    add(step(3, Optional.of(second)));
    refused("step 3 follows on step 1", new CustodyCheck(EPC, 1), shown(0, 2));
    refused("from step 2, not from 1", new CustodyCheck(EPC, 1), shown(1, 2));
  }

  @Test
  void anotherOrderIsFound() throws Exception {
    byte[] first = add(step(1, Optional.empty()));
    add(step(2, Optional.of(first)));
    refused("step 1 follows on step 2", new CustodyCheck(EPC, 2), shown(1, 0));
  }

  @Test
  void aStepThatWasReplacedIsFound() throws Exception {
    byte[] first = add(step(1, Optional.empty()));
    byte[] true2 = add(step(2, Optional.of(first)));
    add(step(2, Optional.of(first)));
    add(step(3, Optional.of(true2)));
    refused("goes on from another record", new CustodyCheck(EPC, 1), shown(0, 2, 3));
    assertEquals(
        "steps 1 to 3 without a gap", new CustodyCheck(EPC, 1).check(shown(0, 1, 3)).detail());
  }

  @Test
  void anotherObjectsStepIsNone() throws Exception {
    add(step(1, Optional.empty()));
    refused("shows no step of this instance", new CustodyCheck(OTHER, 1), shown(0));
  }

  @Test
  void whatIsNotInTheOneFormIsNoStep() throws Exception {
    add(CustodySchema.SCHEMA, ("/01\0s" + EPC).getBytes(StandardCharsets.UTF_8));
    refused("shows no step of this instance", new CustodyCheck(EPC, 1), shown(0));
  }

  @Test
  void aRecordOfAnotherSchemaIsNoCustodyRecord() throws Exception {
    add(OTHERS, step(1, Optional.empty()).bytes());
    refused("record 0 is no custody record", new CustodyCheck(EPC, 1), shown(0));
  }

  @Test
  void inPrivateModeNoChainCanBeShown() throws Exception {
    TypedRecord record =
        TypedRecord.of(CustodySchema.SCHEMA, new byte[0], CustodySchema.MEDIA_TYPE)
            .text(CustodySchema.CAPTURED_BY, "maker")
            .build();
    filling.add(record, linked -> new byte[32]);
    lists.add(List.of());
    records.add(record);
    Sealed sealed = seal();
    int slot = CustodySchema.SCHEMA.indexOf(CustodySchema.CAPTURED_BY);
    SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
    shown.put(slot, Optional.ofNullable(sealed.opened.get(0).commitment().value(slot)));
    Statement statement =
        statement(
            Mode.PRIVATE,
            List.of(RecordClaim.showing(CustodySchema.SCHEMA, shown)),
            Statement.Anchor.originOnly(logKey.name()));
    Verdict verdict =
        verify(prover().unlinkable(statement, List.of(sealed.opened.get(0).commitment())).encode());
    refused("anchored mode only", new CustodyCheck(EPC, 1), verdict);
  }

  private static void refused(String reason, CustodyCheck check, Verdict verdict) {
    RefusedException e = assertThrows(RefusedException.class, () -> check.check(verdict));
    assertEquals(CustodyCheck.STEP, e.step());
    assertTrue(e.reason().contains(reason), e.reason());
  }

  private static ChainStep step(int sequence, Optional<byte[]> previous) {
    return new ChainStep(EPC, sequence, previous, false);
  }

  private byte[] add(ChainStep step) {
    return add(CustodySchema.SCHEMA, step.bytes());
  }

  private byte[] add(Schema schema, byte[] element) {
    // beside it another object's step, which stays hidden
    List<byte[]> all = List.of(new ChainStep(OTHER, 1, Optional.empty(), false).bytes(), element);
    TypedRecord record =
        TypedRecord.of(schema, new byte[0], CustodySchema.MEDIA_TYPE)
            .list(CustodySchema.STEPS, all)
            .build();
    records.add(record);
    lists.add(all);
    return filling.add(record, linked -> new byte[32]);
  }

  private record Sealed(SealedBatch batch, List<OpenedRecord> opened) {}

  private Sealed seal() throws Exception {
    SealedBatch batch = filling.close(Columns.standard(), new byte[16], NOW.toEpochMilli());
    List<OpenedRecord> opened = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      opened.add(
          SealedPayload.open(
              records.get(i).schema(),
              batch.roots().get(i),
              batch.key().seed(i),
              batch.payloads().get(i)));
    }
    return new Sealed(batch, opened);
  }

  /** A valid presentation of some of the records, in this order. */
  private Verdict shown(int... order) throws Exception {
    Sealed sealed = sealed();
    byte[] header = sealed.batch.header().encode();
    InMemoryLogStorage storage = new InMemoryLogStorage();
    storage.append(List.of(header));
    Log log = new Log(storage, logKey);
    log.integrateAndPublish();
    var latest = log.view().latest().orElseThrow().checkpoint();
    LoggedBatch logged =
        new LoggedBatch(
            header,
            0,
            log.view().proof(0).bytes(),
            () -> new ColumnOpening(sealed.batch.header(), records.get(0).schema(), sealed.opened));
    List<RecordClaim> claims = new ArrayList<>();
    List<AnchoredRecord> anchored = new ArrayList<>();
    for (int i : order) {
      Schema schema = records.get(i).schema();
      int slot = schema.indexOf(CustodySchema.STEPS);
      SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
      shown.put(slot, Optional.ofNullable(sealed.opened.get(i).commitment().value(slot)));
      SortedMap<Integer, List<byte[]>> elements = new TreeMap<>();
      elements.put(slot, List.of(lists.get(i).get(1)));
      claims.add(new RecordClaim(schema, shown, elements));
      SortedMap<Integer, List<byte[]>> all = new TreeMap<>();
      all.put(slot, lists.get(i));
      anchored.add(
          new AnchoredRecord(
              sealed.opened.get(i), all, SealedBatch.place(sealed.batch.roots(), i), logged));
    }
    Statement statement =
        statement(
            Mode.ANCHORED,
            claims,
            new Statement.Anchor(logKey.name(), latest.size(), latest.root()));
    return verify(prover().anchored(statement, anchored, List.of()).encode());
  }

  private Sealed sealed() throws Exception {
    Sealed known = once == null ? seal() : once;
    once = known;
    return known;
  }

  private Prover prover() {
    return new Prover(gatewayKey, issuer, logKey.name(), random);
  }

  private Statement statement(Mode mode, List<RecordClaim> claims, Statement.Anchor anchor) {
    return new Statement(
        mode,
        claims,
        List.of(),
        "https://hospital.example",
        NONCE,
        "TREAT",
        "policy-1",
        NOW.toEpochMilli(),
        NOW.plusSeconds(600).toEpochMilli(),
        anchor);
  }

  private Verdict verify(byte[] file) {
    TrustFile trust =
        new TrustFile(
            logKey.verifier(),
            List.of(),
            0,
            List.of(gatewayKey.publicKey()),
            List.of(issuer.trusted(logKey.name())));
    return new Verifier(trust.trust(), random).verify(file, Policy.at(NOW));
  }
}
