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
import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.bbs.BbsSuite;
import dev.vitrine.proofs.internal.curve.Curve;
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
    PrivatePresenter shake = presenter(BbsSuite.SHAKE_256, seed(80), gateway.log.origin);
    int[][] selections = {{}, {STATUS}, {TIME}, {PATIENT, UNIT, TEMPERATURE}};
    for (int[] selection : selections) {
      SortedMap<Integer, Optional<byte[]>> shown = gateway.shown(selection);
      Statement statement = gateway.privateStatement(shown, Gateway.NONCE);
      byte[] file = shake.present(statement, gateway.record.commitment()).encode();
      verify(file, shake.issuer());
      assertEquals("issuer", refusal(file, gateway.privately.issuer()).step());
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
        new Attack("value", "bbs-proof", f -> f.shown.put(STATUS, Optional.of(utf8("no")))),
        new Attack("number", "bbs-proof", f -> f.shown.put(TEMPERATURE, number(7))),
        new Attack("absent as present", "bbs-proof", f -> f.shown.put(TIME, number(1))),
        new Attack("present as absent", "bbs-proof", f -> f.shown.put(UNIT, Optional.empty())),
        new Attack("hidden slot shown", "bbs-proof", f -> f.shown.putAll(gateway.shown(PATIENT))),
        new Attack("slot left out", "bbs-proof", f -> f.shown.remove(TIME)),
        new Attack("slot index", "bbs-proof", f -> moved(f)),
        new Attack("root shown", "format", f -> f.shown.putAll(gateway.shown(LEAVES))),
        new Attack("required slot left out", "format", f -> f.shown.remove(UNIT)),
        new Attack("element", "format", f -> f.elements.put(5, List.of(utf8("epc:1")))),
        new Attack("schema name", "bbs-proof", f -> f.schema = schema("v2", "Cel", "unit")),
        new Attack("unit of the schema", "bbs-proof", f -> f.schema = schema("v1", "K", "unit")),
        new Attack("requires of the schema", "bbs-proof", f -> f.schema = schema("v1", "Cel")),
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
        new Attack("proof cut", "bbs-proof", f -> f.proof = Arrays.copyOf(f.proof, 272)),
        new Attack("proof cut within", "bbs-proof", f -> f.proof = Arrays.copyOf(f.proof, 300)),
        new Attack("no proof", "bbs-proof", f -> f.body = body(f.keyId, new byte[0])),
        new Attack("proof longer", "bbs-proof", f -> f.proof = one(f.proof)),
        new Attack("proof too long", "format", f -> f.proof = new byte[4000]),
        new Attack("proof of zeros", "bbs-proof", f -> f.proof = new byte[f.proof.length]),
        new Attack("identity point", "bbs-proof", f -> identity(f)),
        new Attack("binding", "format", f -> f.binding = new byte[64]),
        new Attack("anchored mode", "format", f -> f.mode = 1),
        new Attack("anchored body", "format", f -> f.body = gateway.anchored().body()),
        new Attack("bytes after", "format", f -> f.body = Arrays.copyOf(f.body(), 1000)));
  }

  @ParameterizedTest
  @MethodSource("cheats")
  void everyCheatIsRefusedAtItsStep(Attack attack) throws Exception {
    Forgery forgery = new Forgery(gateway.privately());
    attack.change.of(forgery);
    RefusedException refusal = refusal(forgery.file(), gateway.privately.issuer());
    assertEquals(attack.step, refusal.step(), refusal.reason());
  }

  /** Nothing is said of what can't be checked. */
  @Test
  void unknownPredicatesAndKeysAreNeitherTrueNorFalse() throws Exception {
    Forgery predicate = new Forgery(gateway.privately());
    predicate.predicates = new CborWriter().array(1).array(0).toBytes();
    RefusedException unknown = refusal(predicate.file(), gateway.privately.issuer());
    assertEquals("predicates", unknown.step());
    assertEquals(Outcome.CANNOT_TELL, unknown.outcome());
    PrivatePresenter stranger = presenter(BbsSuite.SHA_256, seed(90), gateway.log.origin);
    byte[] file =
        stranger
            .present(gateway.privateStatement(Gateway.NONCE), gateway.record.commitment())
            .encode();
    assertEquals(Outcome.CANNOT_TELL, refusal(file, gateway.privately.issuer()).outcome());
    Forgery renamed = new Forgery(Presentation.decode(file));
    renamed.keyId = gateway.privately.issuer().id();
    RefusedException refusal = refusal(renamed.file(), gateway.privately.issuer());
    assertEquals("bbs-proof", refusal.step());
    assertEquals(Outcome.INVALID, refusal.outcome());
  }

  /** A trusted gateway can't speak for another's log, however honest its own signature is. */
  @Test
  void issuerSpeaksForItsOwnLogOnly() throws Exception {
    PrivatePresenter elsewhere = presenter(BbsSuite.SHA_256, seed(80), "log.other/1");
    Statement ours = gateway.privateStatement(Gateway.NONCE);
    assertThrows(
        IllegalArgumentException.class, () -> elsewhere.present(ours, gateway.record.commitment()));
    RefusedException refusal = refusal(gateway.privately().encode(), elsewhere.issuer());
    assertEquals("issuer", refusal.step());
    assertEquals(Outcome.CANNOT_TELL, refusal.outcome());
  }

  @Test
  void presenterRefusesWhatTheRecordDoesNotHold() throws Exception {
    Statement honest = gateway.privateStatement(Gateway.NONCE);
    RecordCommitment another =
        RecordCommitment.of(TestSchemas.record(9), seed(1), record -> new byte[32]);
    assertThrows(IllegalArgumentException.class, () -> gateway.privately.present(honest, another));
    assertThrows(
        IllegalArgumentException.class,
        () -> gateway.privately.present(gateway.anchoredStatement(), gateway.record.commitment()));
    TypedRecord small = small();
    RecordCommitment ofSmall = RecordCommitment.of(small, seed(1), record -> new byte[32]);
    assertThrows(IllegalArgumentException.class, () -> gateway.privately.present(honest, ofSmall));
  }

  /** One bit of every byte: never valid, never any other exception. */
  @Test
  void noBitCanBeFlipped() throws Exception {
    Gateway tiny = new Gateway(List.of(small()));
    Statement statement = tiny.privateStatement(tiny.shown(0), Gateway.NONCE);
    byte[] file = tiny.privately.present(statement, tiny.record.commitment()).encode();
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
    int fixed = 1 + 1 + TrustedIssuer.ID_LENGTH + 3;
    assertEquals(
        HexFormat.of().formatHex(one.body(), 0, fixed),
        HexFormat.of().formatHex(two.body(), 0, fixed));
    Set<String> windows = new HashSet<>();
    for (int i = fixed; i + 8 <= one.body().length; i++) {
      windows.add(HexFormat.of().formatHex(one.body(), i, i + 8));
    }
    for (int i = fixed; i + 8 <= two.body().length; i++) {
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

  private static void verify(byte[] file, TrustedIssuer issuer) throws RefusedException {
    new PresentationVerifier(new Trust(List.of(), List.of(issuer), TestLog.verifier(gateway.log)))
        .verify(
            file,
            new Expectation(Gateway.NOW, Optional.of(Gateway.AUDIENCE), Optional.of(Gateway.NONCE)),
            step -> {});
  }

  private static RefusedException refusal(byte[] file, TrustedIssuer issuer) {
    return assertThrows(RefusedException.class, () -> verify(file, issuer));
  }

  private static PrivatePresenter presenter(BbsSuite suite, byte[] material, String origin) {
    return new PrivatePresenter(
        Curve.current(),
        suite,
        BbsSecretKey.generate(suite, material, new byte[0]),
        origin,
        new SecureRandom());
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
    f.shown = new TreeMap<>(f.shown);
    Optional<byte[]> status = f.shown.getOrDefault(STATUS, Optional.empty());
    f.shown.remove(STATUS);
    f.shown.put(PATIENT, status);
  }

  private static void replayed(Forgery f) throws Exception {
    Statement old = gateway.privateStatement(utf8("another nonce 16"));
    f.body = gateway.privately.present(old, gateway.record.commitment()).body();
  }

  private static void identity(Forgery f) {
    Arrays.fill(f.proof, 0, 48, (byte) 0);
    f.proof[0] = (byte) 0xc0;
  }

  private static byte[] one(byte[] proof) {
    byte[] longer = Arrays.copyOf(proof, proof.length + 32);
    System.arraycopy(proof, proof.length - 32, longer, proof.length, 32);
    return longer;
  }

  private static byte[] body(byte[] id, byte[] proof) {
    return new PrivateBody(id, proof).encode();
  }

  private static Optional<byte[]> number(long value) {
    return Optional.of(RecordCommitment.integer(value));
  }
}
