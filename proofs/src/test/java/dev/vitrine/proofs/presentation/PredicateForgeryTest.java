package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.presentation.PredicateTest.bounds;
import static dev.vitrine.proofs.presentation.PredicateTest.equal;
import static dev.vitrine.proofs.presentation.PredicateTest.ref;
import static dev.vitrine.proofs.presentation.PredicateTest.sum;
import static dev.vitrine.proofs.presentation.PredicateTest.term;
import static dev.vitrine.proofs.presentation.Readings.COUNT;
import static dev.vitrine.proofs.presentation.Readings.NOTE;
import static dev.vitrine.proofs.presentation.Readings.SUBJECT;
import static dev.vitrine.proofs.presentation.Readings.TIME;
import static dev.vitrine.proofs.presentation.Readings.VALUE;
import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.presentation.FactWorld.Held;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each item of a presentation with facts, altered alone, and in anchored mode signed again by a
 * gateway that cheats: refused at the step that is meant to notice it.
 */
class PredicateForgeryTest {
  private static final Held FIRST = new Held(0, 0);
  private static final Held SECOND = new Held(0, 1);
  private static final byte[] POINT = Pedersen.of(Curve.current()).value().toBytes();

  private static final Map<Mode, Presentation> HONEST = new EnumMap<>(Mode.class);
  private static FactWorld world;

  @BeforeAll
  static void start() throws Exception {
    world = FactWorld.shared();
    byte[] name =
        world.prover.pseudonym(world.commitment(FIRST), SUBJECT, Gateway.AUDIENCE, "visit");
    for (Mode mode : Mode.values()) {
      Presentation honest =
          world.present(
              mode,
              List.of(FIRST, SECOND),
              bounds(0, VALUE, 4_000L, 5_000L),
              sum(1, 1, term(1, COUNT, 1), term(0, COUNT, -1)),
              equal(ref(0, SUBJECT), ref(1, SUBJECT)),
              new Predicate.Different(ref(0, TIME), ref(1, TIME)),
              new Predicate.Not(ref(1, NOTE), utf8("x")),
              new Predicate.Pseudonym(ref(0, SUBJECT), "visit", name));
      FactWorld.steps(world.verify(honest));
      HONEST.put(mode, honest);
    }
  }

  private static Presentation honest(Mode mode) {
    return requireNonNull(HONEST.get(mode));
  }

  private interface Change {
    void of(Forgery forgery) throws Exception;
  }

  private static String step(Mode mode, Change change) throws Exception {
    Presentation honest = honest(mode);
    Forgery f = new Forgery(honest);
    change.of(f);
    byte[] file = mode == Mode.ANCHORED ? f.file(world.key) : f.file();
    Verdict verdict = world.verify(file, Gateway.policy());
    assertEquals(Outcome.INVALID, verdict.outcome());
    return verdict.refusal().map(RefusedException::step).orElseThrow();
  }

  /** What notices another challenge: BBS proofs carry theirs, else the first equation fails. */
  private static String early(Mode mode) {
    return mode == Mode.PRIVATE ? "bbs-proof" : "commitment";
  }

  private interface Lists {
    List<byte[]> of(Forgery forgery);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void pointsBeforeTheChallenge(Mode mode) throws Exception {
    Forgery honest = new Forgery(honest(mode));
    for (Lists lists : List.<Lists>of(f -> f.commitments, f -> f.firstMessages)) {
      int count = lists.of(honest).size();
      for (int i = 0; i < count; i++) {
        int at = i;
        int next = (i + 1) % count;
        assertEquals(early(mode), step(mode, f -> lists.of(f).set(at, POINT)));
        // two equal commitments have no difference to prove anything of
        Set<String> either = Set.of("format", early(mode));
        String swapped = step(mode, f -> lists.of(f).set(at, lists.of(honest).get(next)));
        assertTrue(either.contains(swapped), swapped);
        assertEquals("format", step(mode, f -> lists.of(f).set(at, Points.IDENTITY)));
        assertEquals("format", step(mode, f -> lists.of(f).set(at, Points.OUTSIDE)));
      }
      Set<String> either = Set.of("format", early(mode));
      assertTrue(either.contains(step(mode, f -> lists.of(f).remove(0))));
      assertTrue(either.contains(step(mode, f -> lists.of(f).add(POINT))));
      assertTrue(either.contains(step(mode, f -> lists.of(f).clear())));
    }
  }

  /** Each secret's response is in the equations of that secret. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void responses(Mode mode) throws Exception {
    List<String> steps = responseSteps(mode);
    for (int i = 0; i < steps.size(); i++) {
      int at = i;
      assertEquals(steps.get(i), step(mode, f -> f.responses.get(at)[31] ^= 1), "response " + i);
      assertEquals("format", step(mode, f -> f.responses.set(at, Points.ORDER)));
      assertEquals("format", step(mode, f -> f.responses.set(at, filled())));
    }
    assertEquals("commitment", step(mode, f -> swap(f.responses, 1, 3)));
    assertEquals("format", step(mode, f -> f.responses.remove(f.responses.size() - 1)));
    assertEquals("format", step(mode, f -> f.responses.add(new byte[32])));
    assertEquals("format", step(mode, f -> f.responses.clear()));
  }

  private static List<String> responseSteps(Mode mode) throws Exception {
    Presentation honest = honest(mode);
    FactPlan plan = FactPlan.of(Statement.decode(honest.statement()));
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < plan.variables().size(); i++) {
      steps.addAll(List.of(mode == Mode.PRIVATE ? "bbs-proof" : "commitment", "commitment"));
    }
    plan.distinct().forEach(distinct -> steps.addAll(List.of(distinct.step(), distinct.step())));
    steps.add("pseudonym");
    assertEquals(steps.size(), new Forgery(honest).responses.size());
    return steps;
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void rangeProof(Mode mode) throws Exception {
    int length = new Forgery(honest(mode)).range.length;
    int rounds = (length - 4 * 48 - 5 * 32) / 96;
    List<Integer> points = new ArrayList<>(List.of(0, 48, 96, 144));
    List<Integer> scalars = new ArrayList<>(List.of(192, 224, 256, length - 64, length - 32));
    for (int i = 0; i < 2 * rounds; i++) {
      points.add(288 + 48 * i);
    }
    for (int at : points) {
      assertTrue(step(mode, f -> put(f.range, at, POINT)).startsWith("range"));
      assertEquals("format", step(mode, f -> put(f.range, at, Points.IDENTITY)));
      assertEquals("format", step(mode, f -> put(f.range, at, Points.OUTSIDE)));
    }
    for (int at : scalars) {
      assertTrue(step(mode, f -> f.range[at + 31] ^= 1).startsWith("range"));
      assertEquals("format", step(mode, f -> put(f.range, at, Points.ORDER)));
    }
    assertEquals("format", step(mode, f -> f.range = new byte[0]));
    assertEquals("format", step(mode, f -> f.range = Arrays.copyOf(f.range, length - 96)));
    assertEquals("format", step(mode, f -> f.range = Arrays.copyOf(f.range, length + 1)));
  }

  @Test
  void linkToColumns() throws Exception {
    byte[] honest = new Forgery(honest(Mode.ANCHORED)).link;
    for (int i = 0; i < honest.length; i += 13) {
      int at = i;
      String step = step(Mode.ANCHORED, f -> f.link[at] ^= 1);
      assertTrue(Set.of("format", "link").contains(step), step);
    }
    assertEquals("format", step(Mode.ANCHORED, f -> f.link = new byte[0]));
    assertEquals("format", step(Mode.PRIVATE, f -> f.link = honest));
    Forgery again =
        new Forgery(
            world.present(
                Statement.decode(honest(Mode.ANCHORED).statement()), List.of(FIRST, SECOND)));
    assertEquals("link", step(Mode.ANCHORED, f -> f.link = again.link));
    assertEquals("range", step(Mode.ANCHORED, f -> f.range = again.range));
    assertEquals("commitment", step(Mode.ANCHORED, f -> f.commitments = again.commitments));
    assertEquals("commitment", step(Mode.ANCHORED, f -> f.responses = again.responses));
  }

  @Test
  void signaturesOfRecords() throws Exception {
    Mode mode = Mode.PRIVATE;
    for (int record = 0; record < 2; record++) {
      int of = record;
      assertEquals("bbs-proof", step(mode, f -> f.proofs.get(of).t1 = POINT));
      assertEquals("bbs-proof", step(mode, f -> f.proofs.get(of).t2 = POINT));
      assertEquals("format", step(mode, f -> f.proofs.get(of).t1 = Points.IDENTITY));
      assertEquals("format", step(mode, f -> f.proofs.get(of).t2 = Points.OUTSIDE));
      int length = new Forgery(honest(mode)).proofs.get(of).proof.length;
      for (int at = 0; at < 144; at += 48) {
        int point = at;
        assertEquals("bbs-proof", step(mode, f -> put(f.proofs.get(of).proof, point, POINT)));
        assertEquals(
            "format", step(mode, f -> put(f.proofs.get(of).proof, point, Points.IDENTITY)));
        assertEquals("format", step(mode, f -> put(f.proofs.get(of).proof, point, Points.OUTSIDE)));
      }
      for (int at = 144; at < length; at += 32) {
        int scalar = at;
        assertEquals("bbs-proof", step(mode, f -> f.proofs.get(of).proof[scalar + 31] ^= 1));
        assertEquals("format", step(mode, f -> put(f.proofs.get(of).proof, scalar, Points.ORDER)));
      }
    }
    assertEquals("bbs-proof", step(mode, f -> swap(f.proofs, 0, 1)));
    assertEquals("bbs-proof", step(mode, f -> f.proofs.set(1, f.proofs.get(0))));
    assertEquals("format", step(mode, f -> f.proofs.remove(1)));
  }

  /** Everything that is stated is bound, also where a policy does not look at it. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void statement(Mode mode) throws Exception {
    List<Change> changes =
        List.of(
            f -> f.purpose = "HMARKT",
            f -> f.policyId = "policy-2",
            f -> f.issuedAt--,
            f -> f.expiresAt++,
            f -> f.predicates.set(0, f.encoded(bounds(0, VALUE, 4_001L, 5_000L))),
            f -> f.predicates.set(0, f.encoded(bounds(0, VALUE, 4_000L, 5_001L))),
            f -> f.predicates.set(0, f.encoded(bounds(1, VALUE, 4_000L, 5_000L))),
            f -> f.predicates.set(0, f.encoded(bounds(0, Readings.LIMIT, 4_000L, 5_000L))),
            f -> f.predicates.set(1, f.encoded(sum(2, 2, term(1, COUNT, 1), term(0, COUNT, -1)))),
            f -> f.predicates.set(1, f.encoded(sum(1, 1, term(1, COUNT, 1), term(0, COUNT, -2)))),
            f -> f.predicates.set(4, f.encoded(new Predicate.Not(ref(1, NOTE), utf8("y")))),
            f -> f.predicates.add(f.encoded(equal(ref(1, SUBJECT), ref(0, SUBJECT)))),
            f -> swap(f.predicates, 2, 5),
            f -> f.predicates.remove(2));
    for (int i = 0; i < changes.size(); i++) {
      String step = step(mode, changes.get(i));
      assertTrue(Set.of("format", early(mode)).contains(step), "change " + i + ": " + step);
    }
    Predicate more = bounds(1, VALUE, 4_000L, 6_000L);
    assertEquals("format", step(mode, f -> f.predicates.add(f.encoded(more))));
    assertEquals(
        "format", step(mode, f -> f.predicates.set(0, f.encoded(bounds(0, 2, 1L, 2L)))), "a text");
    assertEquals("nonce", step(mode, f -> f.nonce = utf8("fedcba9876543210")));
    assertEquals("audience", step(mode, f -> f.audience = "https://another.example"));
    // to a verifier that would not look, the proof itself says no
    for (Change change : List.<Change>of(f -> f.nonce = new byte[16], f -> f.audience = "x")) {
      Forgery f = new Forgery(honest(mode));
      change.of(f);
      byte[] file = mode == Mode.ANCHORED ? f.file(world.key) : f.file();
      Verdict verdict = world.verify(file, Policy.at(Gateway.NOW));
      assertEquals(Outcome.INVALID, verdict.outcome());
    }
  }

  private static <T> void swap(List<T> list, int a, int b) {
    T first = list.get(a);
    list.set(a, list.get(b));
    list.set(b, first);
  }

  private static void put(byte[] into, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, into, at, bytes.length);
  }

  private static byte[] filled() {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) 0xff);
    return bytes;
  }
}
