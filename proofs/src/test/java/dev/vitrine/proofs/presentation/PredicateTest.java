package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.presentation.Readings.BORN_HI;
import static dev.vitrine.proofs.presentation.Readings.BORN_LO;
import static dev.vitrine.proofs.presentation.Readings.COUNT;
import static dev.vitrine.proofs.presentation.Readings.ITEM;
import static dev.vitrine.proofs.presentation.Readings.LIMIT;
import static dev.vitrine.proofs.presentation.Readings.NOTE;
import static dev.vitrine.proofs.presentation.Readings.PARCELS;
import static dev.vitrine.proofs.presentation.Readings.RECIPIENT;
import static dev.vitrine.proofs.presentation.Readings.SHIPPED;
import static dev.vitrine.proofs.presentation.Readings.SUBJECT;
import static dev.vitrine.proofs.presentation.Readings.TIME;
import static dev.vitrine.proofs.presentation.Readings.VALUE;
import static dev.vitrine.proofs.presentation.Readings.millis;
import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.presentation.FactWorld.Held;
import dev.vitrine.proofs.record.RecordCommitment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of fact, in both modes: what holds is proved, what does not can't be. */
class PredicateTest {
  private static final Held FIRST = new Held(0, 0);
  private static final Held SECOND = new Held(0, 1);
  private static final Held THIRD = new Held(0, 2);
  private static final Held NO_VALUE = new Held(0, 3);
  private static final Held JONAS = new Held(0, 4);
  private static final Held EMPTY = new Held(0, 5);
  private static final Held OTHER_BATCH = new Held(1, 0);
  private static final Held SHIPMENT = new Held(3, 0);

  private static FactWorld world;

  @BeforeAll
  static void start() throws Exception {
    world = FactWorld.shared();
  }

  /** A fact, of these records, and the steps beyond those of any presentation. */
  private record Case(String name, List<Held> records, Predicate predicate, List<String> steps) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case of(String name, List<Held> records, Predicate predicate, String... steps) {
    return new Case(name, records, predicate, List.of(steps));
  }

  static Predicate.Bounds bounds(int record, int slot, @Nullable Long lower, @Nullable Long upper) {
    return new Predicate.Bounds(
        List.of(term(record, slot, 1)), Optional.ofNullable(lower), Optional.ofNullable(upper));
  }

  static Predicate.Term term(int record, int slot, int weight) {
    return new Predicate.Term(new SlotRef(record, slot), weight);
  }

  static Predicate.Bounds sum(long lower, long upper, Predicate.Term... terms) {
    return new Predicate.Bounds(List.of(terms), Optional.of(lower), Optional.of(upper));
  }

  static Predicate.Equal equal(SlotRef... refs) {
    return new Predicate.Equal(List.of(refs));
  }

  private static List<Case> cases() {
    List<Held> one = List.of(FIRST);
    List<Held> two = List.of(FIRST, SECOND);
    List<Case> all = new ArrayList<>();
    all.add(of("between", one, bounds(0, VALUE, 2_000L, 8_000L), "range"));
    all.add(of("at both ends", one, bounds(0, VALUE, 4_200L, 4_201L), "range"));
    all.add(of("at the upper end", one, bounds(0, VALUE, 4_199L, 4_200L), "range"));
    all.add(of("exactly", one, bounds(0, VALUE, 4_200L, 4_200L), "equation"));
    all.add(of("at least", one, bounds(0, VALUE, 4_200L, null), "range"));
    all.add(of("at most", one, bounds(0, VALUE, null, 4_200L), "range"));
    all.add(of("at most, beyond the slot", one, bounds(0, VALUE, null, Long.MAX_VALUE), "range"));
    all.add(of("at least, below the slot", one, bounds(0, VALUE, Long.MIN_VALUE, null), "range"));
    all.add(of("negative", List.of(JONAS), bounds(0, VALUE, -2_500L, -2_400L), "range"));
    all.add(
        of(
            "weighted",
            one,
            new Predicate.Bounds(
                List.of(term(0, VALUE, -3)), Optional.of(-12_600L), Optional.of(0L)),
            "presence",
            "range"));
    all.add(
        of(
            "difference in one record",
            one,
            sum(0, 8_000, term(0, LIMIT, 1), term(0, VALUE, -1)),
            "presence",
            "range"));
    all.add(
        of(
            "exact difference of two records",
            two,
            sum(900, 900, term(1, VALUE, 1), term(0, VALUE, -1)),
            "equation",
            "presence"));
    all.add(
        of(
            "balance across schemas",
            List.of(FIRST, SECOND, THIRD, SHIPMENT),
            sum(
                0,
                0,
                term(0, COUNT, 1),
                term(1, COUNT, 1),
                term(2, COUNT, 1),
                term(3, PARCELS, -1)),
            "equation",
            "presence"));
    all.add(
        of(
            "equal across records",
            List.of(FIRST, SECOND, OTHER_BATCH),
            equal(ref(0, SUBJECT), ref(1, SUBJECT)),
            "presence"));
    all.add(
        of(
            "equal across schemas",
            List.of(SHIPMENT, FIRST, SECOND),
            equal(ref(1, SUBJECT), ref(0, RECIPIENT), ref(2, SUBJECT)),
            "presence"));
    all.add(
        of(
            "equal numbers",
            List.of(FIRST, THIRD),
            equal(ref(0, LIMIT), ref(1, LIMIT)),
            "presence"));
    all.add(of("equal in one record", one, equal(ref(0, BORN_LO), ref(0, BORN_HI)), "presence"));
    all.add(
        of(
            "different texts",
            List.of(FIRST, OTHER_BATCH),
            new Predicate.Different(ref(0, SUBJECT), ref(1, SUBJECT)),
            "not-equal",
            "presence"));
    all.add(
        of(
            "different numbers across schemas",
            List.of(FIRST, SHIPMENT),
            new Predicate.Different(ref(0, TIME), ref(1, SHIPPED)),
            "not-equal",
            "presence"));
    all.add(
        of(
            "not this text",
            List.of(SHIPMENT),
            new Predicate.Not(ref(0, ITEM), utf8("urn:item:9")),
            "not-equal",
            "presence"));
    all.add(
        of(
            "not this number",
            one,
            new Predicate.Not(ref(0, COUNT), RecordCommitment.integer(5)),
            "not-equal",
            "presence"));
    all.add(
        of(
            "series",
            List.of(FIRST, SECOND, THIRD, OTHER_BATCH),
            new Predicate.Series(List.of(0, 1, 2, 3), VALUE, 4_000, 7_000, TIME, 15 * 60_000),
            "presence",
            "range"));
    all.add(
        of(
            "series of one value",
            two,
            new Predicate.Series(List.of(0, 1), LIMIT, 8_000, 8_000, TIME, 600_000),
            "equation",
            "presence",
            "range"));
    return all;
  }

  static SlotRef ref(int record, int slot) {
    return new SlotRef(record, slot);
  }

  static Stream<Arguments> inBothModes() {
    return cases().stream()
        .flatMap(c -> Stream.of(Mode.values()).map(mode -> Arguments.of(c, mode)));
  }

  @ParameterizedTest
  @MethodSource("inBothModes")
  void whatHoldsIsProved(Case fact, Mode mode) throws Exception {
    Presentation presentation = world.present(mode, fact.records, fact.predicate);
    assertEquals(
        expected(
            mode,
            fact.records.size(),
            fact.records.stream().map(Held::batch).distinct().count(),
            fact.steps),
        FactWorld.steps(world.verify(presentation)));
    assertEquals(List.of(fact.predicate), Statement.decode(presentation.statement()).predicates());
    Forgery same = new Forgery(presentation);
    assertEquals(
        Arrays.hashCode(presentation.encode()), Arrays.hashCode(same.file()), "forged as it is");
  }

  /** The steps of an honest presentation with facts. */
  static List<String> expected(Mode mode, int records, long batches, List<String> facts) {
    List<String> steps = new ArrayList<>(List.of("format", "audience", "nonce", "freshness"));
    if (mode == Mode.PRIVATE) {
      steps.addAll(List.of("issuer", "bbs-proof", "commitment"));
      steps.addAll(facts);
      return steps;
    }
    for (int i = 0; i < records; i++) {
      steps.addAll(List.of("slots", "schema", "record-inclusion"));
    }
    for (int i = 0; i < batches; i++) {
      steps.addAll(List.of("checkpoint", "log-inclusion"));
    }
    steps.addAll(List.of("anchor", "binding", "commitment"));
    steps.addAll(facts);
    steps.add("link");
    return steps;
  }

  private static Stream<Case> falseOnes() {
    List<Held> one = List.of(FIRST);
    List<Held> two = List.of(FIRST, SECOND);
    return Stream.of(
        of("below", one, bounds(0, VALUE, 4_201L, 8_000L)),
        of("above", one, bounds(0, VALUE, 0L, 4_199L)),
        of("not exactly", one, bounds(0, VALUE, 4_199L, 4_199L)),
        of("exact sum", two, sum(9_301, 9_301, term(1, VALUE, 1), term(0, VALUE, 1))),
        of("too low", one, bounds(0, VALUE, 4_201L, null)),
        of("too high", one, bounds(0, VALUE, null, 4_199L)),
        of("absent number", List.of(NO_VALUE), bounds(0, VALUE, null, 0L)),
        of("absent number at least", List.of(NO_VALUE), bounds(0, VALUE, null, Long.MAX_VALUE)),
        of("difference", one, sum(-9, 3_799, term(0, LIMIT, 1), term(0, VALUE, -1))),
        of(
            "difference of an absent one",
            List.of(FIRST, NO_VALUE),
            sum(-1_000_000, 1_000_000, term(0, VALUE, 1), term(1, VALUE, -1))),
        of(
            "difference of two absent ones",
            List.of(EMPTY, NO_VALUE),
            sum(0, 0, term(0, VALUE, 1), term(1, VALUE, -1))),
        of("unequal", List.of(FIRST, JONAS), equal(ref(0, SUBJECT), ref(1, SUBJECT))),
        of("both absent", List.of(EMPTY, NO_VALUE), equal(ref(0, VALUE), ref(1, VALUE))),
        of("one absent", List.of(FIRST, EMPTY), equal(ref(0, SUBJECT), ref(1, SUBJECT))),
        of("not different", two, new Predicate.Different(ref(0, SUBJECT), ref(1, SUBJECT))),
        of(
            "different from an absent one",
            List.of(FIRST, EMPTY),
            new Predicate.Different(ref(0, SUBJECT), ref(1, SUBJECT))),
        of(
            "the excluded text",
            List.of(SHIPMENT),
            new Predicate.Not(ref(0, ITEM), utf8("urn:item:1"))),
        of("absent text", List.of(EMPTY), new Predicate.Not(ref(0, NOTE), utf8("x"))),
        of(
            "series out of order",
            List.of(SECOND, FIRST),
            new Predicate.Series(List.of(0, 1), VALUE, 0, 9_000, TIME, 86_400_000)),
        of(
            "series with a gap",
            two,
            new Predicate.Series(List.of(0, 1), VALUE, 0, 9_000, TIME, 599_999)),
        of(
            "series out of bounds",
            two,
            new Predicate.Series(List.of(0, 1), VALUE, 4_200, 5_099, TIME, 86_400_000)),
        of(
            "series with an absent value",
            List.of(FIRST, NO_VALUE),
            new Predicate.Series(List.of(0, 1), VALUE, -100_000, 9_000, TIME, 86_400_000)));
  }

  static Stream<Arguments> falseInBothModes() {
    return falseOnes().flatMap(c -> Stream.of(Mode.values()).map(mode -> Arguments.of(c, mode)));
  }

  @ParameterizedTest
  @MethodSource("falseInBothModes")
  void whatDoesNotHoldIsNotProved(Case fact, Mode mode) {
    Statement statement = world.statement(mode, fact.records, fact.predicate);
    assertThrows(IllegalArgumentException.class, () -> world.present(statement, fact.records));
  }

  /** Many facts share the commitments of their slots, and one proof. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void manyFactsAtOnce(Mode mode) throws Exception {
    List<Held> records = List.of(FIRST, SECOND, OTHER_BATCH);
    long day = LocalDate.parse("1984-02-29").toEpochDay();
    Presentation presentation =
        world.present(
            mode,
            records,
            bounds(0, VALUE, 4_000L, 5_000L),
            bounds(0, VALUE, 4_100L, null),
            bounds(0, BORN_HI, null, day),
            bounds(0, TIME, millis(0), millis(1)),
            equal(ref(0, SUBJECT), ref(1, SUBJECT)),
            equal(ref(1, NOTE), ref(0, NOTE)),
            new Predicate.Different(ref(1, SUBJECT), ref(2, SUBJECT)),
            sum(0, 3_000, term(2, VALUE, 1), term(1, VALUE, -1)));
    FactWorld.steps(world.verify(presentation));
    assertEquals(8, new Forgery(presentation).commitments.size());
  }

  /** A sum or a series must not count one record as two; in anchored mode that shows. */
  @Test
  void oneRecordIsNotTwo() throws Exception {
    assertThrows(
        IllegalArgumentException.class, () -> world.present(Mode.ANCHORED, List.of(FIRST, FIRST)));
    Forgery f = new Forgery(world.present(Mode.ANCHORED, List.of(FIRST, SECOND)));
    f.records.set(1, f.records.get(0));
    Verdict verdict = world.verify(f.file(world.key), Gateway.policy());
    assertEquals("format", verdict.refusal().orElseThrow().step());
    // in private mode the documents' digests can be asked to differ
    SlotRef document = ref(0, Readings.SCHEMA.indexOf("document"));
    SlotRef other = ref(1, document.slot());
    Predicate differ = new Predicate.Different(document, other);
    FactWorld.steps(world.verify(world.present(Mode.PRIVATE, List.of(FIRST, SECOND), differ)));
    assertThrows(
        IllegalArgumentException.class,
        () -> world.present(Mode.PRIVATE, List.of(FIRST, FIRST), differ));
  }
}
