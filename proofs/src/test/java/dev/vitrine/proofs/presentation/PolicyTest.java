package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.presentation.PredicateTest.bounds;
import static dev.vitrine.proofs.presentation.PredicateTest.equal;
import static dev.vitrine.proofs.presentation.PredicateTest.ref;
import static dev.vitrine.proofs.presentation.PredicateTest.sum;
import static dev.vitrine.proofs.presentation.PredicateTest.term;
import static dev.vitrine.proofs.presentation.Readings.BORN_HI;
import static dev.vitrine.proofs.presentation.Readings.BORN_LO;
import static dev.vitrine.proofs.presentation.Readings.NOTE;
import static dev.vitrine.proofs.presentation.Readings.SUBJECT;
import static dev.vitrine.proofs.presentation.Readings.TIME;
import static dev.vitrine.proofs.presentation.Readings.VALUE;
import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.presentation.FactWorld.Held;
import dev.vitrine.proofs.record.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a verifier requires is under its own schemas and clock, and nothing weaker is enough. */
class PolicyTest {
  private static final Held FIRST = new Held(0, 0);
  private static final Held SECOND = new Held(0, 1);
  private static final Held SHIPMENT = new Held(3, 0);
  private static final List<Held> RECORDS = List.of(FIRST, SECOND, SHIPMENT);
  private static final List<Schema> SCHEMAS =
      List.of(Readings.SCHEMA, Readings.SCHEMA, Readings.SHIPMENTS);

  private static FactWorld world;

  @BeforeAll
  static void start() throws Exception {
    world = FactWorld.shared();
  }

  private static boolean met(Policy policy, Predicate... proved) {
    return policy.unmet(world.statement(Mode.PRIVATE, RECORDS, proved)).isEmpty();
  }

  private static boolean enough(Fact wanted, Predicate... proved) {
    return met(Gateway.policy().proves(wanted), proved);
  }

  private static BigDecimal decimal(String value) {
    return new BigDecimal(value);
  }

  @Test
  void strongerBoundsAreEnoughAndWeakerOnesAreNot() {
    Fact wanted = Fact.between(0, "value", decimal("2"), decimal("8"));
    assertTrue(enough(wanted, bounds(0, VALUE, 2_000L, 8_000L)));
    assertTrue(enough(wanted, bounds(0, VALUE, 4_200L, 4_200L)));
    assertTrue(enough(wanted, bounds(1, VALUE, 0L, 9_000L), bounds(0, VALUE, 2_001L, 7_999L)));
    assertFalse(enough(wanted, bounds(0, VALUE, 1_999L, 8_000L)));
    assertFalse(enough(wanted, bounds(0, VALUE, 2_000L, 8_001L)));
    assertFalse(enough(wanted, bounds(0, VALUE, 2_000L, null)));
    assertFalse(enough(wanted, bounds(0, VALUE, null, 8_000L)));
    assertFalse(enough(wanted, bounds(1, VALUE, 2_000L, 8_000L)), "another record");
    assertFalse(enough(wanted, bounds(0, Readings.LIMIT, 2_000L, 8_000L)), "another slot");
    assertFalse(enough(wanted), "nothing");
    assertFalse(
        enough(
            wanted,
            new Predicate.Bounds(
                List.of(term(0, VALUE, 2)), Optional.of(2_000L), Optional.of(8_000L))));
    assertTrue(enough(Fact.atLeast(0, "value", decimal("2")), bounds(0, VALUE, 2_000L, 8_000L)));
    assertFalse(enough(Fact.atLeast(0, "value", decimal("2")), bounds(0, VALUE, null, 8_000L)));
    assertTrue(enough(Fact.atMost(0, "value", decimal("8")), bounds(0, VALUE, null, 8_000L)));
    assertFalse(enough(Fact.atMost(0, "value", decimal("8")), bounds(0, VALUE, 2_000L, null)));
  }

  /** A bound finer than the slot's grain is moved inwards. */
  @Test
  void boundsAreRoundedToTheStrictSide() {
    Fact fine = Fact.between(0, "value", decimal("2.0001"), decimal("7.9999"));
    assertTrue(enough(fine, bounds(0, VALUE, 2_001L, 7_999L)));
    assertFalse(enough(fine, bounds(0, VALUE, 2_000L, 7_999L)));
    assertFalse(enough(fine, bounds(0, VALUE, 2_001L, 8_000L)));
    Fact negative = Fact.between(0, "value", decimal("-2.0001"), decimal("-1.9999"));
    assertTrue(enough(negative, bounds(0, VALUE, -2_000L, -2_000L)));
    assertFalse(enough(negative, bounds(0, VALUE, -2_001L, -2_000L)));
  }

  @Test
  void sumsAndDifferences() {
    Fact rise = Fact.difference(1, "value", 0, "value", decimal("0"), decimal("1"));
    assertTrue(enough(rise, sum(900, 900, term(1, VALUE, 1), term(0, VALUE, -1))));
    assertTrue(enough(rise, sum(0, 1_000, term(0, VALUE, -1), term(1, VALUE, 1))));
    assertFalse(enough(rise, sum(0, 1_000, term(0, VALUE, 1), term(1, VALUE, -1))));
    assertFalse(enough(rise, sum(0, 1_001, term(0, VALUE, -1), term(1, VALUE, 1))));
    Fact soon = Fact.within(1, "time", 0, "time", Duration.ofMinutes(15));
    assertTrue(enough(soon, sum(0, 600_000, term(1, TIME, 1), term(0, TIME, -1))));
    assertFalse(enough(soon, sum(-1, 600_000, term(1, TIME, 1), term(0, TIME, -1))));
    assertFalse(enough(soon, sum(0, 900_001, term(1, TIME, 1), term(0, TIME, -1))));
    Fact balance =
        Fact.balance("count", List.of(0, 1), List.of(1, -1), decimal("-1"), decimal("0"));
    assertTrue(
        enough(balance, sum(-1, -1, term(0, Readings.COUNT, 1), term(1, Readings.COUNT, -1))));
    assertFalse(
        enough(balance, sum(-1, -1, term(0, Readings.COUNT, -1), term(1, Readings.COUNT, 1))));
  }

  @Test
  void equalitiesAndDifferences() {
    Fact same = Fact.same(0, "subject", 2, "recipient");
    SlotRef first = ref(0, SUBJECT);
    SlotRef second = ref(1, SUBJECT);
    SlotRef third = ref(2, Readings.RECIPIENT);
    assertTrue(enough(same, equal(first, third)));
    assertTrue(enough(same, equal(third, second, first)));
    assertFalse(enough(same, equal(first, second)));
    assertFalse(enough(same, equal(first, ref(1, NOTE), second)));
    Fact different = Fact.different(0, "note", 1, "note");
    assertTrue(enough(different, new Predicate.Different(ref(0, NOTE), ref(1, NOTE))));
    assertTrue(enough(different, new Predicate.Different(ref(1, NOTE), ref(0, NOTE))));
    assertFalse(enough(different, new Predicate.Different(ref(1, NOTE), ref(0, SUBJECT))));
    Fact not = Fact.not(0, "note", utf8("x"));
    assertTrue(enough(not, new Predicate.Not(ref(0, NOTE), utf8("x"))));
    assertFalse(enough(not, new Predicate.Not(ref(0, NOTE), utf8("y"))));
    assertFalse(enough(not, new Predicate.Not(ref(1, NOTE), utf8("x"))));
  }

  @Test
  void seriesAndWhatTheyImply() {
    Fact wanted =
        Fact.series(
            List.of(0, 1), "value", decimal("2"), decimal("8"), "time", Duration.ofMinutes(15));
    List<Integer> both = List.of(0, 1);
    assertTrue(enough(wanted, new Predicate.Series(both, VALUE, 2_000, 8_000, TIME, 900_000)));
    assertTrue(enough(wanted, new Predicate.Series(both, VALUE, 4_000, 6_000, TIME, 600_000)));
    assertFalse(enough(wanted, new Predicate.Series(both, VALUE, 1_999, 8_000, TIME, 900_000)));
    assertFalse(enough(wanted, new Predicate.Series(both, VALUE, 2_000, 8_001, TIME, 900_000)));
    assertFalse(enough(wanted, new Predicate.Series(both, VALUE, 2_000, 8_000, TIME, 900_001)));
    assertFalse(enough(wanted, new Predicate.Series(List.of(1, 0), VALUE, 2_000, 8_000, TIME, 1)));
    assertFalse(enough(wanted, bounds(0, VALUE, 2_000L, 8_000L), bounds(1, VALUE, 2_000L, 8_000L)));
    Predicate.Series proved = new Predicate.Series(both, VALUE, 4_000, 6_000, TIME, 600_000);
    assertTrue(enough(Fact.between(1, "value", decimal("2"), decimal("8")), proved));
    assertFalse(enough(Fact.between(1, "value", decimal("5"), decimal("8")), proved));
    assertFalse(enough(Fact.between(1, "limit", decimal("2"), decimal("8")), proved));
  }

  @Test
  void contentThatIsNotThere() {
    assertFalse(enough(Fact.atLeast(3, "value", decimal("2"))));
    assertFalse(enough(Fact.atLeast(-1, "value", decimal("2"))));
    assertFalse(enough(Fact.atLeast(0, "values", decimal("2"))));
    assertFalse(enough(Fact.yearsOldAtLeast(0, "time", 18), bounds(0, TIME, null, 1L)));
    assertTrue(met(Gateway.policy().shows(0, "status").shows(1, "unit")));
    assertFalse(met(Gateway.policy().shows(0, "value")));
    assertFalse(met(Gateway.policy().shows(2, "status")));
    assertFalse(met(Gateway.policy().shows(3, "status")));
    assertTrue(met(Gateway.policy().schema(2, Readings.SHIPMENTS.hash()).mode(Mode.PRIVATE)));
    assertFalse(met(Gateway.policy().schema(1, Readings.SHIPMENTS.hash())));
    assertFalse(met(Gateway.policy().schema(3, Readings.SHIPMENTS.hash())));
    assertFalse(met(Gateway.policy().mode(Mode.ANCHORED)));
    assertTrue(met(Gateway.policy().mode(Mode.PRIVATE)));
  }

  /** Through the whole verifier: the step says so, and nothing is stated. */
  @Test
  void unmetPolicyIsAStep() throws Exception {
    Presentation honest = world.present(Mode.ANCHORED, RECORDS, bounds(0, VALUE, 4_000L, 5_000L));
    byte[] file = honest.encode();
    Policy wanted = Gateway.policy().proves(Fact.atLeast(0, "value", decimal("4")));
    assertTrue(FactWorld.steps(world.verify(file, wanted)).contains("policy"));
    Policy more = wanted.proves(Fact.atLeast(0, "value", decimal("4.001")));
    Verdict verdict = world.verify(file, more);
    assertEquals("policy", verdict.refusal().orElseThrow().step());
    assertEquals(
        "policy", world.verify(file, wanted.mode(Mode.PRIVATE)).refusal().orElseThrow().step());
  }

  /**
   * Ages, by the verifier's clock (UTC): on the birthday and the day before it; who is born on a
   * leap day is older on 1 March of common years.
   */
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T00:00:00Z, 18, 2008-11-22",
    "2026-11-22T23:59:59Z, 18, 2008-11-22",
    "2026-11-21T23:59:59Z, 18, 2008-11-21",
    "2026-02-28T12:00:00Z, 18, 2008-02-28",
    "2026-03-01T00:00:00Z, 18, 2008-03-01",
    "2024-02-29T12:00:00Z, 20, 2004-02-29",
    "2024-02-29T12:00:00Z, 18, 2006-02-28",
    "2024-02-28T23:59:59Z, 20, 2004-02-28",
    "2026-11-22T00:00:00Z, 0, 2026-11-22",
    "1969-12-31T23:59:59Z, 1, 1968-12-31"
  })
  void ageAtTheDaysEdge(Instant now, int years, LocalDate youngest) {
    long day = youngest.toEpochDay();
    assertEquals(
        bounds(0, BORN_HI, null, day),
        Fact.yearsOldAtLeast(0, "born", years).predicate(SCHEMAS, now));
    assertEquals(
        bounds(0, BORN_LO, day + 1, null),
        Fact.youngerThan(0, "born", years).predicate(SCHEMAS, now));
    Policy policy = Policy.at(now).proves(Fact.yearsOldAtLeast(0, "born", years));
    assertTrue(met(policy, bounds(0, BORN_HI, null, day)));
    assertTrue(met(policy, bounds(0, BORN_HI, null, day - 1)));
    assertFalse(met(policy, bounds(0, BORN_HI, null, day + 1)), "proved with an earlier clock");
    assertFalse(met(policy, bounds(0, BORN_LO, null, day)), "the unsafe end");
  }

  @Test
  void agesOutOfBounds() {
    for (int years : new int[] {-1, Fact.MAX_YEARS + 1}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Fact.yearsOldAtLeast(0, "born", years).predicate(SCHEMAS, Gateway.NOW));
    }
  }

  /** Of an interval the end that is on the safe side; of a day, all of it. */
  @Test
  void beforeAndAfter() {
    Instant noon = Instant.parse("2026-11-22T12:00:00Z");
    long day = LocalDate.parse("2026-11-22").toEpochDay();
    assertEquals(
        bounds(0, BORN_HI, null, day - 1), Fact.before(0, "born", noon).predicate(SCHEMAS, noon));
    assertEquals(
        bounds(0, BORN_LO, day + 1, null), Fact.after(0, "born", noon).predicate(SCHEMAS, noon));
    long millis = noon.toEpochMilli();
    assertEquals(
        bounds(0, TIME, null, millis - 1), Fact.before(0, "time", noon).predicate(SCHEMAS, noon));
    assertEquals(
        bounds(2, Readings.SHIPPED, millis + 1, null),
        Fact.after(2, "time", noon).predicate(SCHEMAS, noon));
    assertThrows(
        IllegalArgumentException.class,
        () -> Fact.before(0, "value", noon).predicate(SCHEMAS, noon));
  }

  @Test
  void nonceAndAudienceOfAnother() throws Exception {
    byte[] file = world.present(Mode.PRIVATE, RECORDS).encode();
    Policy policy = Policy.at(Gateway.NOW);
    assertEquals("audience", refusedAt(file, policy.audience("https://b.example")));
    assertEquals("nonce", refusedAt(file, policy.nonce(utf8("fedcba9876543210"))));
    assertEquals("freshness", refusedAt(file, Policy.at(Gateway.NOW.plusSeconds(601))));
    assertEquals("freshness", refusedAt(file, Policy.at(Gateway.NOW.minusSeconds(61))));
    world.verify(file, Policy.at(Gateway.NOW.plusSeconds(600))).statement();
    world.verify(file, Policy.at(Gateway.NOW.minusSeconds(60))).statement();
  }

  private static String refusedAt(byte[] file, Policy policy) {
    return world.verify(file, policy).refusal().orElseThrow().step();
  }
}
