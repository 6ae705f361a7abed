package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.presentation.PredicateTest.bounds;
import static dev.vitrine.proofs.presentation.PredicateTest.equal;
import static dev.vitrine.proofs.presentation.PredicateTest.ref;
import static dev.vitrine.proofs.presentation.PredicateTest.sum;
import static dev.vitrine.proofs.presentation.PredicateTest.term;
import static dev.vitrine.proofs.presentation.Readings.COUNT;
import static dev.vitrine.proofs.presentation.Readings.ITEM;
import static dev.vitrine.proofs.presentation.Readings.LIMIT;
import static dev.vitrine.proofs.presentation.Readings.NOTE;
import static dev.vitrine.proofs.presentation.Readings.PARCELS;
import static dev.vitrine.proofs.presentation.Readings.SUBJECT;
import static dev.vitrine.proofs.presentation.Readings.TIME;
import static dev.vitrine.proofs.presentation.Readings.VALUE;
import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.presentation.FactWorld.Held;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.proofs.set.SignedSet;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Provers that hold all the gateway's keys and lie about one thing: each equation of the
 * verification is the one that some cheat fails at.
 */
class PredicateAttackTest {
  private static final Held FIRST = new Held(0, 0);
  private static final Held SECOND = new Held(0, 1);
  private static final Held NO_VALUE = new Held(0, 3);
  private static final Held JONAS = new Held(0, 4);
  private static final Held EMPTY = new Held(0, 5);
  private static final Held SHIPMENT = new Held(3, 0);

  private static FactWorld world;

  @BeforeAll
  static void start() throws Exception {
    world = FactWorld.shared();
  }

  private static Cheat cheat(Mode mode, List<Held> records, Predicate... predicates) {
    return new Cheat(world, mode, records, predicates);
  }

  private static void refused(String step, Cheat cheat) throws Exception {
    Verdict verdict = cheat.verdict();
    assertEquals(Outcome.INVALID, verdict.outcome(), "a cheat was believed");
    RefusedException refusal = verdict.refusal().orElseThrow();
    assertEquals(step, refusal.step(), refusal.reason());
  }

  /** Where a value comes from: the signature, or the column. */
  private static String source(Mode mode) {
    return mode == Mode.PRIVATE ? "bbs-proof" : "link";
  }

  private static Scalar encoded(long value) {
    return Scalar.of(BigInteger.valueOf(value));
  }

  private static Scalar power(int bits) {
    return Scalar.of(BigInteger.TWO.pow(bits));
  }

  /** A cheat that lies about nothing is an honest prover: what fails below is the lie. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void withoutALieAllHolds(Mode mode) throws Exception {
    byte[] set = world.sets.texts("urn:item:1");
    SignedSet file = world.sets.set(set);
    Scalar item = SlotScalar.of(SlotKind.TEXT, utf8("urn:item:1"));
    cheat(
            mode,
            List.of(FIRST, SECOND, SHIPMENT),
            bounds(0, VALUE, 4_000L, 5_000L),
            bounds(1, COUNT, 4L, 4L),
            equal(ref(0, SUBJECT), ref(1, SUBJECT)),
            new Predicate.Different(ref(0, TIME), ref(1, TIME)),
            new Predicate.Membership(ref(2, ITEM), set, true))
        .set(file.element(item).orElseThrow())
        .verdict()
        .statement();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void commitmentToAnotherValueThanTheRelationIsOf(Mode mode) throws Exception {
    Predicate fact = bounds(0, VALUE, 4_000L, 5_000L);
    Scalar real = encoded(104_201);
    Scalar inRange = encoded(104_501);
    refused("commitment", cheat(mode, List.of(FIRST), fact).commitTo(0, inRange).believe(0, real));
  }

  /** A value that fits the fact, consistently proved: only it is not the record's. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void valueThatIsNotTheRecords(Mode mode) throws Exception {
    List<Held> one = List.of(FIRST);
    List<Held> two = List.of(FIRST, SECOND);
    String step = source(mode);
    Scalar lie = encoded(106_301);
    refused(step, cheat(mode, one, bounds(0, VALUE, 6_000L, 7_000L)).commitTo(0, lie));
    refused(step, cheat(mode, one, bounds(0, VALUE, 6_300L, 6_300L)).commitTo(0, lie));
    refused(step, cheat(mode, one, bounds(0, VALUE, 6_300L, null)).commitTo(0, lie));
    refused(
        step,
        cheat(mode, two, sum(2_100, 2_100, term(1, VALUE, 1), term(0, VALUE, -1)))
            .commitTo(0, lie));
    refused(
        step,
        cheat(mode, List.of(FIRST, JONAS), equal(ref(0, SUBJECT), ref(1, SUBJECT)))
            .commitTo(0, SlotScalar.of(SlotKind.TEXT, utf8(Readings.MARIA))));
    refused(
        step,
        cheat(mode, two, new Predicate.Different(ref(0, SUBJECT), ref(1, SUBJECT)))
            .commitTo(1, encoded(1)));
    refused(
        step,
        cheat(mode, List.of(SHIPMENT), new Predicate.Not(ref(0, ITEM), utf8("urn:item:1")))
            .commitTo(0, encoded(1)));
    refused(
        step,
        cheat(mode, two, new Predicate.Series(List.of(0, 1), VALUE, 4_000, 9_000, TIME, 500_000))
            .commitTo(3, encoded(Readings.millis(8))));
  }

  /** A fact of one record, claimed of another beside it; a column or slot beside the right one. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void valueOfAnotherRecordOrSlot(Mode mode) throws Exception {
    List<Held> two = List.of(FIRST, SECOND);
    refused(
        source(mode),
        cheat(mode, two, bounds(0, VALUE, 5_000L, 5_200L)).commitTo(0, encoded(105_101)));
    refused(
        source(mode),
        cheat(mode, two, bounds(0, VALUE, 8_000L, null)).commitTo(0, encoded(108_001)));
    refused(
        source(mode),
        cheat(mode, two, bounds(0, VALUE, 5_000L, 5_200L), bounds(1, VALUE, 4_000L, 4_300L))
            .commitTo(0, encoded(105_101))
            .commitTo(1, encoded(104_201)));
    refused(
        source(mode),
        cheat(mode, List.of(FIRST, SHIPMENT), equal(ref(0, COUNT), ref(1, PARCELS)))
            .commitTo(0, encoded(4)));
    refused(
        source(mode),
        cheat(mode, List.of(SHIPMENT, FIRST), equal(ref(1, COUNT), ref(0, PARCELS)))
            .commitTo(0, encoded(13)));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void numberThatIsNotWhatIsClaimed(Mode mode) throws Exception {
    List<Held> two = List.of(FIRST, SECOND);
    refused("equation", cheat(mode, two, bounds(0, VALUE, 4_199L, 4_199L)));
    refused(
        "equation",
        cheat(mode, two, bounds(0, VALUE, 4_199L, 4_199L)).believe(0, encoded(104_201)));
    refused("equation", cheat(mode, two, sum(9_301, 9_301, term(0, VALUE, 1), term(1, VALUE, 1))));
    refused("equation", cheat(mode, two, sum(0, 0, term(0, LIMIT, 2), term(1, LIMIT, 1))));
    refused("equation", cheat(mode, List.of(NO_VALUE), bounds(0, VALUE, 4_199L, 4_199L)));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void equalValuesClaimedToDiffer(Mode mode) throws Exception {
    List<Held> two = List.of(FIRST, SECOND);
    refused(
        "not-equal", cheat(mode, two, new Predicate.Different(ref(0, SUBJECT), ref(1, SUBJECT))));
    refused("not-equal", cheat(mode, two, new Predicate.Different(ref(0, LIMIT), ref(1, LIMIT))));
    refused(
        "not-equal",
        cheat(mode, List.of(SHIPMENT), new Predicate.Not(ref(0, ITEM), utf8("urn:item:1"))));
    refused(
        "not-equal",
        cheat(mode, two, new Predicate.Not(ref(0, COUNT), RecordCommitment.integer(4))));
  }

  /** Absent is zero: no kind of fact is true of it. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void absentSlots(Mode mode) throws Exception {
    List<Held> one = List.of(EMPTY);
    List<Held> two = List.of(FIRST, EMPTY);
    refused("range", cheat(mode, one, bounds(0, VALUE, null, 9_000L)));
    refused("range", cheat(mode, one, bounds(0, VALUE, Long.MIN_VALUE, null)));
    refused(
        "presence",
        cheat(
            mode,
            one,
            new Predicate.Bounds(List.of(term(0, COUNT, -1)), Optional.of(-5L), Optional.of(0L))));
    refused(
        "presence",
        cheat(mode, two, sum(-200_000, 200_000, term(0, VALUE, 1), term(1, VALUE, -1))));
    refused("presence", cheat(mode, one, sum(0, 0, term(0, VALUE, 1), term(0, LIMIT, -1))));
    refused("presence", cheat(mode, List.of(EMPTY, NO_VALUE), equal(ref(0, VALUE), ref(1, VALUE))));
    refused(
        "presence", cheat(mode, two, new Predicate.Different(ref(0, SUBJECT), ref(1, SUBJECT))));
    refused("presence", cheat(mode, one, new Predicate.Not(ref(0, NOTE), utf8("x"))));
    refused(
        "presence",
        cheat(
            mode,
            List.of(EMPTY, NO_VALUE),
            new Predicate.Series(List.of(0, 1), COUNT, 0, 9, TIME, 600_000)));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void numbersOutOfRange(Mode mode) throws Exception {
    List<Held> one = List.of(FIRST);
    List<Held> two = List.of(FIRST, SECOND);
    refused("range", cheat(mode, one, bounds(0, VALUE, 4_201L, 8_000L)));
    refused("range", cheat(mode, one, bounds(0, VALUE, 0L, 4_199L)));
    refused("range", cheat(mode, one, bounds(0, VALUE, 4_201L, null)));
    refused("range", cheat(mode, one, bounds(0, VALUE, null, 4_199L)));
    refused("range", cheat(mode, two, sum(0, 899, term(1, VALUE, 1), term(0, VALUE, -1))));
    refused("range", cheat(mode, two, sum(0, 9_000, term(0, VALUE, 1), term(1, VALUE, -1))));
    refused(
        "range",
        cheat(mode, two, new Predicate.Series(List.of(1, 0), VALUE, 0, 9_000, TIME, 600_000)));
  }

  /** Numbers that would wrap around 2^64, or around the order of the group. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void valuesThatWrapAround(Mode mode) throws Exception {
    List<Scalar> wraps =
        List.of(
            encoded(-1),
            encoded(-104_201),
            power(24),
            power(32),
            power(64),
            power(64).add(encoded(104_201)),
            power(64).subtract(Scalar.ONE),
            power(128),
            power(254),
            Scalar.of(Scalar.ORDER.subtract(BigInteger.TWO.pow(63))));
    for (Scalar wrap : wraps) {
      refused(
          "range",
          cheat(mode, List.of(FIRST), bounds(0, VALUE, 0L, 5_000L)).commitTo(0, wrap).signLies());
    }
    refused(
        "range",
        cheat(mode, List.of(FIRST), bounds(0, VALUE, null, 4_000L))
            .commitTo(0, encoded(-5))
            .signLies());
    refused(
        "range",
        cheat(mode, List.of(FIRST), bounds(0, TIME, 0L, Long.MAX_VALUE))
            .commitTo(0, power(48))
            .signLies());
  }

  /** An integer's scalar is the number itself, a text's is a hash: the one is never the other. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void textForANumber(Mode mode) throws Exception {
    Scalar hash = SlotScalar.of(SlotKind.TEXT, RecordCommitment.integer(104_201));
    refused(
        "range",
        cheat(mode, List.of(FIRST), bounds(0, VALUE, 0L, 5_000L)).commitTo(0, hash).signLies());
    refused(
        source(mode),
        cheat(mode, List.of(FIRST), new Predicate.Not(ref(0, COUNT), RecordCommitment.integer(4)))
            .commitTo(0, SlotScalar.of(SlotKind.TEXT, RecordCommitment.integer(4))));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void signaturesOfSetsForOtherValues(Mode mode) throws Exception {
    byte[] two = world.sets.texts("urn:item:2");
    Scalar second = SlotScalar.of(SlotKind.TEXT, utf8("urn:item:2"));
    Predicate in = new Predicate.Membership(ref(0, ITEM), two, true);
    SignedSet file = world.sets.set(two);
    refused(
        "membership", cheat(mode, List.of(SHIPMENT), in).set(file.element(second).orElseThrow()));
    refused(
        source(mode),
        cheat(mode, List.of(SHIPMENT), in)
            .commitTo(0, second)
            .set(file.element(second).orElseThrow()));
    byte[] numbers = world.sets.numbers(4, 9);
    Predicate out = new Predicate.Membership(ref(0, COUNT), numbers, false);
    SignedSet gaps = world.sets.set(numbers);
    refused("range", cheat(mode, List.of(FIRST), out).set(gaps.gap(encoded(3)).orElseThrow()));
    refused("range", cheat(mode, List.of(FIRST), out).set(gaps.gap(encoded(5)).orElseThrow()));
    Cheat wider =
        cheat(mode, List.of(FIRST), out)
            .set(gaps.gap(encoded(5)).orElseThrow())
            .commitTo(1, encoded(3));
    refused("membership", wider);
    byte[] others = world.sets.numbers(7);
    refused(
        "membership",
        cheat(mode, List.of(FIRST), out).set(world.sets.set(others).gap(encoded(4)).orElseThrow()));
  }
}
