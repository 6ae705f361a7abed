package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.presentation.Changes.flip;
import static dev.vitrine.proofs.presentation.Changes.flipLast;
import static dev.vitrine.proofs.presentation.Changes.move;
import static dev.vitrine.proofs.presentation.Changes.place;
import static dev.vitrine.proofs.presentation.Changes.places;
import static dev.vitrine.proofs.presentation.Changes.schema;
import static dev.vitrine.proofs.presentation.Changes.twice;
import static dev.vitrine.proofs.presentation.Changes.value;
import static dev.vitrine.proofs.presentation.Changes.zeros;
import static dev.vitrine.proofs.record.TestSchemas.DOCUMENT;
import static dev.vitrine.proofs.record.TestSchemas.EPCS;
import static dev.vitrine.proofs.record.TestSchemas.PATIENT;
import static dev.vitrine.proofs.record.TestSchemas.STATUS;
import static dev.vitrine.proofs.record.TestSchemas.TEMPERATURE;
import static dev.vitrine.proofs.record.TestSchemas.TIME;
import static dev.vitrine.proofs.record.TestSchemas.UNIT;
import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.merkle.MerkleTree;
import dev.vitrine.proofs.record.ElementTree;
import dev.vitrine.proofs.record.TestSchemas;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every change to an anchored presentation is refused, at the step that is meant to notice it. */
class AnchoredAttackTest {
  private static Gateway gateway;
  private static Gateway other;

  @BeforeAll
  static void start() throws Exception {
    gateway = new Gateway();
    other =
        new Gateway(List.of(TestSchemas.record(7), TestSchemas.record(8), TestSchemas.record(9)));
  }

  private interface Change {
    void of(Forgery forgery) throws Exception;
  }

  /**
   * One cheat.
   *
   * @param resigned whether the gateway itself cheats, and signs what it changed
   */
  private record Attack(
      String name, String step, Outcome outcome, boolean resigned, Change change) {
    @Override
    public String toString() {
      return name + (resigned ? ", signed by the gateway" : "");
    }
  }

  private static List<Attack> attacks() {
    List<Attack> all = new ArrayList<>();
    both(all, "value", "slots", f -> f.claim().shown.put(STATUS, Optional.of(utf8("amended"))));
    both(all, "number", "slots", f -> f.claim().shown.put(TEMPERATURE, value(4_300_002)));
    both(all, "present as absent", "slots", f -> f.claim().shown.put(STATUS, Optional.empty()));
    both(all, "absent as present", "slots", f -> f.claim().shown.put(TIME, value(1)));
    both(
        all,
        "salt",
        "slots",
        f -> f.placed().openings.set(STATUS, flip(f.placed().openings.get(STATUS))));
    both(
        all,
        "hash",
        "slots",
        f -> f.placed().openings.set(PATIENT, flip(f.placed().openings.get(PATIENT))));
    both(all, "short salt", "slots", f -> f.placed().openings.set(STATUS, new byte[15]));
    both(all, "hash for a salt", "slots", f -> f.placed().openings.set(STATUS, new byte[32]));
    both(all, "salt for a hash", "slots", f -> f.placed().openings.set(PATIENT, new byte[16]));
    both(all, "value moved", "slots", f -> move(f, STATUS, DOCUMENT));
    both(all, "slot dropped", "slots", f -> f.claim().shown.remove(TIME));
    both(all, "record root", "slots", f -> f.placed().root = flip(f.placed().root));
    both(all, "other record", "record-inclusion", f -> otherRecord(f));
    both(all, "position", "record-inclusion", f -> f.placed().position = 0);
    both(all, "position beyond", "record-inclusion", f -> f.placed().position = 3);
    both(
        all,
        "batch path",
        "record-inclusion",
        f -> f.placed().path.set(0, flip(f.placed().path.get(0))));
    both(all, "batch path shorter", "record-inclusion", f -> f.placed().path.remove(0));
    both(all, "batch path longer", "record-inclusion", f -> f.placed().path.add(new byte[32]));
    both(all, "batch path too long", "format", f -> f.placed().path.addAll(List.of(zeros(7))));
    both(all, "batch size", "record-inclusion", f -> f.batch().header = header(f, 2, 0));
    both(all, "batch size larger", "log-inclusion", f -> f.batch().header = header(f, 4, 0));
    both(all, "batch root", "record-inclusion", f -> f.batch().header = header(f, 3, 1));
    both(all, "batch schema", "schema", f -> f.batch().header = header(f, 3, 2));
    both(all, "batch time", "log-inclusion", f -> f.batch().header = header(f, 3, 3));
    both(all, "batch producer", "log-inclusion", f -> f.batch().header = header(f, 3, 4));
    both(all, "batch column", "log-inclusion", f -> f.batch().header = header(f, 3, 5));
    both(
        all,
        "batch header cut",
        "format",
        f -> f.batch().header = Arrays.copyOf(f.batch().header, 60));
    both(
        all,
        "batch of other gateway",
        "slots",
        f -> f.placed().openings = new Forgery(other.anchored()).placed().openings);
    both(all, "log index", "log-inclusion", f -> f.batch().logProof = logProof(0, 3));
    both(all, "log index beyond", "log-inclusion", f -> f.batch().logProof = logProof(3, 3));
    both(all, "log size", "checkpoint", f -> f.batch().logProof = logProof(1, 4));
    both(all, "log root", "checkpoint", f -> f.batch().logProof = otherRoot());
    both(
        all,
        "checkpoint signature",
        "checkpoint",
        f -> f.batch().logProof = flipLast(f.batch().logProof));
    both(
        all,
        "log proof cut",
        "log-proof",
        f -> f.batch().logProof = Arrays.copyOf(f.batch().logProof, 99));
    both(all, "log proof empty", "log-proof", f -> f.batch().logProof = new byte[0]);
    both(all, "older checkpoint", "anchor", f -> f.batch().logProof = grown());
    both(all, "anchor size", "anchor", f -> f.size = 2);
    both(all, "anchor root", "anchor", f -> f.root = flip(f.root));
    both(all, "origin", "anchor", f -> f.origin = "log.example/2");
    both(all, "anchor without root", "format", f -> f.root = new byte[0]);
    both(all, "anchor of size 0", "format", f -> f.size = 0);
    both(
        all,
        "element",
        "elements",
        f -> f.claim().elements.put(EPCS, List.of(utf8("epc:3"), utf8("epc:9"))));
    both(
        all,
        "elements swapped",
        "elements",
        f -> f.claim().elements.put(EPCS, List.of(utf8("epc:2"), utf8("epc:3"))));
    both(
        all,
        "element left out",
        "elements",
        f -> f.claim().elements.put(EPCS, List.of(utf8("epc:3"))));
    both(all, "elements left out", "elements", f -> f.claim().elements.remove(EPCS));
    both(all, "no element", "format", f -> f.claim().elements.put(EPCS, List.of()));
    both(all, "element proof left out", "elements", f -> f.placed().places.remove(EPCS));
    both(all, "element salt", "elements", f -> place(f, 0, 0));
    both(all, "element index", "elements", f -> place(f, 0, 1));
    both(all, "element tree size", "elements", f -> place(f, 0, 2));
    both(all, "element path", "elements", f -> place(f, 0, 3));
    both(all, "one element as two", "elements", f -> twice(f));
    both(
        all,
        "elements of a hidden slot",
        "format",
        f -> f.claim().elements.put(7, List.of(utf8("x"))));
    both(
        all,
        "elements of a text",
        "format",
        f -> f.claim().elements.put(STATUS, List.of(utf8("x"))));
    both(all, "requires changed", "slots", f -> f.schemas.set(0, schema("Cel", 100_001)));
    both(
        all,
        "unit of the schema changed",
        "slots",
        f -> f.schemas.set(0, schema("[degF]", 100_001, "unit")));
    both(
        all,
        "offset of the schema changed",
        "slots",
        f -> f.schemas.set(0, schema("Cel", 1, "unit")));
    both(all, "required slot not shown", "format", f -> f.claim().shown.remove(UNIT));
    both(all, "slot beyond the schema", "format", f -> f.claim().shown.put(8, Optional.empty()));
    both(
        all,
        "number of 9 bytes",
        "format",
        f -> f.claim().shown.put(TEMPERATURE, Optional.of(new byte[9])));
    both(all, "number 0", "format", f -> f.claim().shown.put(TEMPERATURE, value(0)));
    both(
        all,
        "number out of range",
        "format",
        f -> f.claim().shown.put(TEMPERATURE, value(1 << 24)));
    both(
        all,
        "text not UTF-8",
        "format",
        f -> f.claim().shown.put(STATUS, Optional.of(new byte[] {(byte) 0xff})));
    both(
        all,
        "root of 31 bytes",
        "format",
        f -> f.claim().shown.put(EPCS, Optional.of(new byte[31])));
    both(all, "short nonce", "nonce-format", f -> f.nonce = new byte[15]);
    both(all, "no audience", "format", f -> f.audience = "");
    both(all, "unknown mode", "format", f -> f.mode = 3);
    both(all, "private mode", "format", f -> f.mode = 2);
    both(all, "audience", "audience", f -> f.audience = "https://another.example");
    both(all, "nonce", "nonce", f -> f.nonce = utf8("fedcba9876543210"));
    both(all, "expired", "freshness", f -> f.expiresAt = Gateway.NOW.toEpochMilli() - 1, true);
    both(all, "from the future", "freshness", f -> f.issuedAt = f.expiresAt);
    one(all, "later expiry", "binding", f -> f.expiresAt++);
    one(all, "earlier issue", "binding", f -> f.issuedAt--);
    one(all, "purpose", "binding", f -> f.purpose = "HMARKT");
    one(all, "policy id", "binding", f -> f.policyId = "policy-2");
    one(all, "gateway signature", "binding", f -> f.binding = flip(f.binding));
    one(all, "gateway signature cut", "binding", f -> f.binding = Arrays.copyOf(f.binding, 63));
    one(all, "no gateway signature", "binding", f -> f.binding = new byte[0]);
    one(all, "body of another record", "slots", f -> f.body = other.anchored().body());
    one(all, "private body", "format", f -> f.body = gateway.privately().body());
    one(
        all,
        "bytes after the body",
        "format",
        f -> f.body = Arrays.copyOf(f.body(), f.body().length + 1));
    all.add(
        new Attack(
            "unknown key", "binding", Outcome.CANNOT_TELL, false, f -> f.keyId = new byte[8]));
    all.add(
        new Attack(
            "predicate",
            "predicates",
            Outcome.CANNOT_TELL,
            true,
            f -> f.predicates.add(new CborWriter().array(2).integer(200).integer(2).toBytes())));
    all.add(
        new Attack(
            "unknown log",
            "checkpoint",
            Outcome.CANNOT_TELL,
            true,
            f -> f.batch().logProof = new TestLogWith(f.batch().header).proof()));
    return all;
  }

  /** Through whoever changes it on the way, and by the gateway itself. */
  private static void both(List<Attack> all, String name, String step, Change change) {
    String named = step.equals("nonce-format") ? "format" : step;
    all.add(new Attack(name, named, Outcome.INVALID, false, change));
    all.add(new Attack(name, named, Outcome.INVALID, true, change));
  }

  private static void one(List<Attack> all, String name, String step, Change change) {
    all.add(new Attack(name, step, Outcome.INVALID, false, change));
  }

  static Stream<Attack> cheats() {
    return attacks().stream();
  }

  @ParameterizedTest
  @MethodSource("cheats")
  void everyCheatIsRefusedAtItsStep(Attack attack) throws Exception {
    Forgery forgery = new Forgery(gateway.anchored());
    attack.change.of(forgery);
    byte[] file = attack.resigned ? forgery.file(gateway.key) : forgery.file();
    RefusedException refusal = assertThrows(RefusedException.class, () -> gateway.verify(file));
    assertEquals(attack.step, refusal.step(), refusal.reason());
    assertEquals(attack.outcome, refusal.outcome());
  }

  private static void both(
      List<Attack> all, String name, String step, Change change, boolean issuedEarlier) {
    both(
        all,
        name,
        step,
        f -> {
          f.issuedAt -= issuedEarlier ? 1_000_000 : 0;
          change.of(f);
        });
  }

  private static void otherRecord(Forgery f) throws Exception {
    Forgery g = new Forgery(other.anchored());
    f.claim().shown = g.claim().shown;
    f.claim().elements = g.claim().elements;
    f.placed().places = g.placed().places;
    f.placed().root = g.placed().root;
    f.placed().openings = g.placed().openings;
  }

  private static byte[] header(Forgery f, int count, int part) throws Exception {
    BatchHeader h = BatchHeader.decode(f.batch().header);
    var columns = new TreeMap<>(h.columns());
    if (part == 5) {
      columns.put(TEMPERATURE, new BatchHeader.Column(new byte[48]));
    }
    byte[] schema = part == 2 ? flip(h.schemaHash()) : h.schemaHash();
    byte[] root = part == 1 ? flip(h.root()) : h.root();
    byte[] producer = part == 4 ? flip(h.producer()) : h.producer();
    long time = h.closedAtMillis() + (part == 3 ? 1 : 0);
    return new BatchHeader(schema, count, root, columns, producer, time).encode();
  }

  private static byte[] logProof(long index, long size) {
    TestLog log = gateway.log;
    InclusionProof honest = proofPath();
    return TestLog.encode(
        log.origin,
        new InclusionProof(index, size, honest.path()),
        log.root(),
        log.sign(log.origin, 3, log.root()));
  }

  private static byte[] otherRoot() {
    TestLog log = gateway.log;
    return TestLog.encode(
        log.origin, proofPath(), flip(log.root()), log.sign(log.origin, 3, log.root()));
  }

  /** A true proof, but by a checkpoint that the statement does not name. */
  private static byte[] grown() {
    TestLog log = new TestLog(gateway.log.origin, 1);
    log.append(utf8("genesis"));
    int index = log.append(gateway.header);
    log.append(utf8("another entry"));
    log.append(utf8("a later entry"));
    return log.prove(index);
  }

  private static InclusionProof proofPath() {
    byte[][] leaves = {
      MerkleHash.leaf(utf8("genesis")),
      MerkleHash.leaf(gateway.header),
      MerkleHash.leaf(utf8("another entry"))
    };
    return MerkleTree.ofLeafHashes(leaves).inclusion(1);
  }

  /** A log that nobody trusts, with this entry. */
  private record TestLogWith(byte[] entry) {
    byte[] proof() {
      TestLog log = new TestLog("log.evil", 9);
      return log.prove(log.append(entry));
    }
  }

  /** So that the least tree is what the attacks above were made on. */
  @Test
  void attacksAreOnATreeOfEight() throws Exception {
    Forgery f = new Forgery(gateway.anchored());
    assertEquals(ElementTree.MIN_LEAVES, places(f).get(0).place().size());
  }
}
