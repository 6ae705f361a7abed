package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.presentation.PredicateTest.bounds;
import static dev.vitrine.proofs.presentation.PredicateTest.equal;
import static dev.vitrine.proofs.presentation.PredicateTest.ref;
import static dev.vitrine.proofs.presentation.Readings.SUBJECT;
import static dev.vitrine.proofs.presentation.Readings.VALUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.presentation.FactWorld.Held;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many presentations at once: bad ones are found and named, and spoil no other. */
class BatchVerificationTest {
  private static final List<Held> RECORDS = List.of(new Held(0, 0), new Held(0, 1));
  private static final int COUNT = 9;

  private static FactWorld world;
  private static final List<byte[]> HONEST = new ArrayList<>();
  private static final List<byte[]> BAD = new ArrayList<>();
  private static final List<String> STEPS = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    world = FactWorld.shared();
    Predicate[] facts = {bounds(0, VALUE, 4_000L, 5_000L), equal(ref(0, SUBJECT), ref(1, SUBJECT))};
    for (int i = 0; i < COUNT; i++) {
      Mode mode = i % 2 == 0 ? Mode.PRIVATE : Mode.ANCHORED;
      HONEST.add(world.present(mode, RECORDS, facts).encode());
      bad(i, mode);
    }
  }

  /** A cheat of another kind at each place; all but two are found by equations only. */
  private static void bad(int i, Mode mode) throws Exception {
    Cheat range = new Cheat(world, mode, RECORDS, bounds(0, VALUE, 4_201L, 5_000L));
    Cheat equation = new Cheat(world, mode, RECORDS, bounds(0, VALUE, 4_201L, 4_201L));
    Cheat different =
        new Cheat(world, mode, RECORDS, new Predicate.Different(ref(0, SUBJECT), ref(1, SUBJECT)));
    Cheat source =
        new Cheat(world, mode, RECORDS, bounds(0, VALUE, 5_000L, 6_000L))
            .commitTo(0, Scalar.of(105_501));
    switch (i % 4) {
      case 0 -> add("range", range);
      case 1 -> add("equation", equation);
      case 2 -> add("not-equal", different);
      default -> add(mode == Mode.PRIVATE ? "bbs-proof" : "link", source);
    }
  }

  private static void add(String step, Cheat cheat) throws Exception {
    BAD.add(cheat.make().encode());
    STEPS.add(step);
  }

  @Test
  void anyNumberOfBadOnesIsFound() {
    List<Set<Integer>> chosen = new ArrayList<>(List.of(Set.of(), Set.of(0), Set.of(COUNT - 1)));
    chosen.addAll(List.of(Set.of(2, 3), Set.of(0, 4, 8), Set.of(1, 2, 5, 6, 7)));
    Set<Integer> all = new TreeSet<>();
    for (int i = 0; i < COUNT; i++) {
      all.add(i);
    }
    chosen.add(all);
    for (Set<Integer> bad : chosen) {
      List<byte[]> files = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        files.add(bad.contains(i) ? BAD.get(i) : HONEST.get(i));
      }
      List<Verdict> verdicts = verifyAll(files);
      assertEquals(COUNT, verdicts.size());
      for (int i = 0; i < COUNT; i++) {
        Verdict verdict = verdicts.get(i);
        assertEquals(bad.contains(i) ? Outcome.INVALID : Outcome.VALID, verdict.outcome());
        String step = verdict.refusal().map(RefusedException::step).orElse("");
        assertEquals(bad.contains(i) ? STEPS.get(i) : "", step);
        if (bad.contains(i)) {
          assertThrows(RefusedException.class, verdict::statement);
        }
      }
    }
  }

  private static List<Verdict> verifyAll(List<byte[]> files) {
    return new Verifier(world.trust(), world.random).verifyAll(files, Gateway.policy());
  }

  @Test
  void rubbishBetweenGoodOnes() throws Exception {
    List<Verdict> verdicts =
        verifyAll(List.of(HONEST.get(0), new byte[0], HONEST.get(1), new byte[99], BAD.get(0)));
    assertEquals(
        List.of(Outcome.VALID, Outcome.INVALID, Outcome.VALID, Outcome.INVALID, Outcome.INVALID),
        verdicts.stream().map(Verdict::outcome).toList());
    assertEquals("format", verdicts.get(1).refusal().orElseThrow().step());
    assertEquals(List.of(), verifyAll(List.of()));
    assertEquals(
        FactWorld.steps(world.verify(HONEST.get(1), Gateway.policy())),
        FactWorld.steps(verdicts.get(2)));
  }

  /** Faults that cancel out in an unweighted sum: the same error added and taken away. */
  @Test
  void errorsThatCancelAreFound() throws Exception {
    byte[] file = HONEST.get(1);
    Forgery plus = new Forgery(Presentation.decode(file));
    Forgery minus = new Forgery(Presentation.decode(file));
    Scalar response = Scalar.parse(plus.responses.get(1));
    plus.responses.set(1, response.add(Scalar.ONE).toBytes());
    minus.responses.set(1, response.subtract(Scalar.ONE).toBytes());
    List<Verdict> verdicts = verifyAll(List.of(plus.file(world.key), minus.file(world.key)));
    for (Verdict verdict : verdicts) {
      assertEquals("commitment", verdict.refusal().orElseThrow().step());
    }
  }
}
