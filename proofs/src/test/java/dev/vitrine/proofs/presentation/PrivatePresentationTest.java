package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.record.TestSchemas.LEAVES;
import static dev.vitrine.proofs.record.TestSchemas.PATIENT;
import static dev.vitrine.proofs.record.TestSchemas.STATUS;
import static dev.vitrine.proofs.record.TestSchemas.TEMPERATURE;
import static dev.vitrine.proofs.record.TestSchemas.TIME;
import static dev.vitrine.proofs.record.TestSchemas.UNIT;
import static dev.vitrine.proofs.record.TestSchemas.seed;
import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.TestSchemas;
import dev.vitrine.proofs.record.TypedRecord;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrivatePresentationTest {
  private static Gateway gateway;

  @BeforeAll
  static void start() throws Exception {
    gateway = new Gateway();
  }

  @Test
  void honestOnePassesEveryStep() throws Exception {
    assertEquals(
        List.of("format", "audience", "nonce", "freshness", "issuer", "bbs-proof"),
        gateway.verify(gateway.privately().encode()));
  }

  @Test
  void otherSuiteAndOtherSelections() throws Exception {
    IssuerKey shake = IssuerKey.generate(IssuerSuite.BLS12_381_SHAKE_256, seed(80));
    Prover prover = prover(shake, gateway.log.origin);
    int[][] selections = {{}, {STATUS}, {TIME}, {PATIENT, UNIT, TEMPERATURE}};
    for (int[] selection : selections) {
      SortedMap<Integer, Optional<byte[]>> shown = gateway.shown(selection);
      Statement statement = gateway.privateStatement(shown, Gateway.NONCE);
      byte[] file = present(prover, statement).encode();
      verify(file, shake.trusted(gateway.log.origin));
      assertEquals("issuer", refusal(file, ours()).step());
    }
  }

  private interface Change {
    void of(Forgery forgery) throws Exception;
  }

  private record Attack(String name, String step, Change change) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Attack> cheats() {
    long day = 86_400_000;
    return Stream.of(
        new Attack("value", "bbs-proof", f -> f.claim().shown.put(STATUS, Optional.of(utf8("no")))),
        new Attack("number", "bbs-proof", f -> f.claim().shown.put(TEMPERATURE, number(7))),
        new Attack("absent as present", "bbs-proof", f -> f.claim().shown.put(TIME, number(1))),
        new Attack(
            "present as absent", "bbs-proof", f -> f.claim().shown.put(UNIT, Optional.empty())),
        new Attack(
            "hidden slot shown", "bbs-proof", f -> f.claim().shown.putAll(gateway.shown(PATIENT))),
        new Attack("slot left out", "bbs-proof", f -> f.claim().shown.remove(TIME)),
        new Attack("slot index", "bbs-proof", f -> moved(f)),
        new Attack("root shown", "format", f -> f.claim().shown.putAll(gateway.shown(LEAVES))),
        new Attack("required slot left out", "format", f -> f.claim().shown.remove(UNIT)),
        new Attack("element", "format", f -> f.claim().elements.put(5, List.of(utf8("epc:1")))),
        new Attack("schema name", "bbs-proof", f -> f.schemas.set(0, schema("v2", "Cel", "unit"))),
        new Attack(
            "unit of the schema", "bbs-proof", f -> f.schemas.set(0, schema("v1", "K", "unit"))),
        new Attack(
            "requires of the schema", "bbs-proof", f -> f.schemas.set(0, schema("v1", "Cel"))),
        new Attack("purpose", "bbs-proof", f -> f.purpose = "HMARKT"),
        new Attack("policy", "bbs-proof", f -> f.policyId = "policy-2"),
        new Attack("expiry", "bbs-proof", f -> f.expiresAt += 1),
        new Attack("issue", "bbs-proof", f -> f.issuedAt -= 1),
        new Attack("day", "bbs-proof", f -> f.issuedAt -= day),
        new Attack("origin", "issuer", f -> f.origin = "log.example/2"),
        new Attack("checkpoint", "format", f -> f.size = 3),
        new Attack("checkpoint root", "format", f -> f.root = new byte[32]),
        new Attack("replay for another", "audience", f -> f.audience = "https://b.example"),
        new Attack("replay of another nonce", "nonce", f -> f.nonce = utf8("another nonce 16")),
        new Attack("old proof, this nonce", "bbs-proof", f -> replayed(f)),
        new Attack(
            "proof cut", "bbs-proof", f -> f.signed().proof = Arrays.copyOf(f.signed().proof, 272)),
        new Attack(
            "proof cut within",
            "format",
            f -> f.signed().proof = Arrays.copyOf(f.signed().proof, 300)),
        new Attack("no proof", "format", f -> f.signed().proof = new byte[0]),
        new Attack("proof longer", "bbs-proof", f -> f.signed().proof = one(f.signed().proof)),
        new Attack("proof too long", "format", f -> f.signed().proof = new byte[4000]),
        new Attack(
            "proof of zeros", "format", f -> f.signed().proof = new byte[f.signed().proof.length]),
        new Attack("identity point", "format", f -> identity(f)),
        new Attack("binding", "format", f -> f.binding = new byte[64]),
        new Attack("anchored mode", "format", f -> f.mode = 1),
        new Attack("anchored body", "format", f -> f.body = gateway.anchored().body()),
        new Attack(
            "bytes after", "format", f -> f.body = Arrays.copyOf(f.body(), f.body().length + 1)));
  }

  @ParameterizedTest
  @MethodSource("cheats")
  void everyCheatIsRefusedAtItsStep(Attack attack) throws Exception {
    Forgery forgery = new Forgery(gateway.privately());
    attack.change.of(forgery);
    RefusedException refusal = refusal(forgery.file(), ours());
    assertEquals(attack.step, refusal.step(), refusal.reason());
  }

  /** Nothing is said of what can't be checked. */
  @Test
  void unknownPredicatesAndKeysAreNeitherTrueNorFalse() throws Exception {
    Forgery predicate = new Forgery(gateway.privately());
    predicate.predicates.add(new CborWriter().array(1).integer(255).toBytes());
    RefusedException unknown = refusal(predicate.file(), ours());
    assertEquals("predicates", unknown.step());
    assertEquals(Outcome.CANNOT_TELL, unknown.outcome());
    IssuerKey stranger = IssuerKey.generate(IssuerSuite.BLS12_381_SHA_256, seed(90));
    Prover prover = prover(stranger, gateway.log.origin);
    byte[] file = present(prover, gateway.privateStatement(Gateway.NONCE)).encode();
    assertEquals(Outcome.CANNOT_TELL, refusal(file, ours()).outcome());
    Forgery renamed = new Forgery(Presentation.decode(file));
    renamed.keyId = gateway.issuer.trusted(gateway.log.origin).id();
    RefusedException refusal = refusal(renamed.file(), ours());
    assertEquals("bbs-proof", refusal.step());
    assertEquals(Outcome.INVALID, refusal.outcome());
  }

  /** A trusted gateway can't speak for another's log, however honest its own signature is. */
  @Test
  void issuerSpeaksForItsOwnLogOnly() throws Exception {
    Prover elsewhere = prover(gateway.issuer, "log.other/1");
    Statement ours = gateway.privateStatement(Gateway.NONCE);
    assertThrows(IllegalArgumentException.class, () -> present(elsewhere, ours));
    RefusedException refusal =
        refusal(gateway.privately().encode(), gateway.issuer.trusted("log.other/1"));
    assertEquals("issuer", refusal.step());
    assertEquals(Outcome.CANNOT_TELL, refusal.outcome());
  }

  @Test
  void presenterRefusesWhatTheRecordDoesNotHold() throws Exception {
    Statement honest = gateway.privateStatement(Gateway.NONCE);
    RecordCommitment another =
        RecordCommitment.of(TestSchemas.record(9), seed(1), record -> new byte[32]);
    assertThrows(IllegalArgumentException.class, () -> gateway.privately(honest, another));
    assertThrows(
        IllegalArgumentException.class, () -> gateway.privately(gateway.anchoredStatement()));
    TypedRecord small = small();
    RecordCommitment ofSmall = RecordCommitment.of(small, seed(1), record -> new byte[32]);
    assertThrows(IllegalArgumentException.class, () -> gateway.privately(honest, ofSmall));
  }

  /** One bit of every byte: never valid, never any other exception. */
  @Test
  void noBitCanBeFlipped() throws Exception {
    Gateway tiny = new Gateway(List.of(small()));
    Statement statement = tiny.privateStatement(tiny.shown(0), Gateway.NONCE);
    byte[] file = tiny.privately(statement).encode();
    tiny.verify(file);
    for (int i = 0; i < file.length; i++) {
      byte[] flipped = file.clone();
      flipped[i] ^= (byte) (1 << (i % 8));
      assertThrows(RefusedException.class, () -> tiny.verify(flipped), "byte " + i);
    }
    for (int length = 0; length < file.length; length += 11) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(RefusedException.class, () -> tiny.verify(cut));
    }
  }

  /** Two of the same record and the same request: nothing but form and key id is the same. */
  @Test
  void twoOfOneRecordHaveNothingInCommon() {
    Presentation one = gateway.privately();
    Presentation two = gateway.privately();
    int fixed = 1 + 1 + TrustedIssuer.ID_LENGTH + 1 + 1 + 3;
    int noFacts = 7;
    int end = one.body().length - noFacts;
    assertEquals(
        HexFormat.of().formatHex(one.body(), 0, fixed),
        HexFormat.of().formatHex(two.body(), 0, fixed));
    Set<String> windows = new HashSet<>();
    for (int i = fixed; i + 8 <= end; i++) {
      windows.add(HexFormat.of().formatHex(one.body(), i, i + 8));
    }
    for (int i = fixed; i + 8 <= end; i++) {
      assertFalse(windows.contains(HexFormat.of().formatHex(two.body(), i, i + 8)));
    }
  }

  @Test
  void nothingOfTheRecordIsInTheFile() {
    String file = HexFormat.of().formatHex(gateway.privately().encode());
    RecordCommitment record = gateway.record.commitment();
    List<byte[]> secrets =
        new ArrayList<>(
            List.of(
                utf8(TestSchemas.SECRET),
                record.root(),
                gateway.batch.header().root(),
                gateway.record.seed(),
                gateway.record.document()));
    for (int slot = 0; slot <= LEAVES; slot++) {
      secrets.add(record.salt(slot));
      secrets.add(record.hash(slot));
    }
    for (byte[] secret : secrets) {
      assertFalse(file.contains(HexFormat.of().formatHex(secret)));
    }
    assertTrue(file.contains(HexFormat.of().formatHex(utf8("final"))));
  }

  private static TrustedIssuer ours() {
    return gateway.issuer.trusted(gateway.log.origin);
  }

  private static void verify(byte[] file, TrustedIssuer issuer) throws RefusedException {
    Trust trust = new Trust(List.of(), List.of(issuer), TestLog.verifier(gateway.log));
    new Verifier(trust, new SecureRandom()).verify(file, Gateway.policy()).statement();
  }

  private static RefusedException refusal(byte[] file, TrustedIssuer issuer) {
    return assertThrows(RefusedException.class, () -> verify(file, issuer));
  }

  private static Prover prover(IssuerKey issuer, String origin) {
    return new Prover(gateway.key, issuer, origin, new SecureRandom());
  }

  private static Presentation present(Prover prover, Statement statement) {
    return prover.unlinkable(statement, List.of(gateway.record.commitment()));
  }

  private static TypedRecord small() {
    Schema schema = Schema.of("s", List.of(Slot.text("a", "")));
    return TypedRecord.of(schema, utf8("x"), "text/plain").text("a", "b").build();
  }

  private static Schema schema(String version, String unit, String... requires) {
    List<Slot> slots = new ArrayList<>(TestSchemas.schema().slots());
    slots.set(TEMPERATURE, Slot.integer("temperature", "/value", 24, 3, 100_001, unit, requires));
    return Schema.of("test.reading." + version, slots.subList(0, slots.size() - 2));
  }

  private static void moved(Forgery f) {
    f.claim().shown = new TreeMap<>(f.claim().shown);
    Optional<byte[]> status = f.claim().shown.getOrDefault(STATUS, Optional.empty());
    f.claim().shown.remove(STATUS);
    f.claim().shown.put(PATIENT, status);
  }

  private static void replayed(Forgery f) throws Exception {
    Statement old = gateway.privateStatement(utf8("another nonce 16"));
    f.body = gateway.privately(old).body();
  }

  private static void identity(Forgery f) {
    Arrays.fill(f.signed().proof, 0, 48, (byte) 0);
    f.signed().proof[0] = (byte) 0xc0;
  }

  private static byte[] one(byte[] proof) {
    byte[] longer = Arrays.copyOf(proof, proof.length + 32);
    System.arraycopy(proof, proof.length - 32, longer, proof.length, 32);
    return longer;
  }

  private static Optional<byte[]> number(long value) {
    return Optional.of(RecordCommitment.integer(value));
  }
}
