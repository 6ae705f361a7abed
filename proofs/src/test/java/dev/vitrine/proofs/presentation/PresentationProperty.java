package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.presentation.FactWorld.Held;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.proofs.record.TypedRecord;
import dev.vitrine.proofs.verdict.Outcome;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random schemas, records and facts: those that hold verify, the others can't be proved. */
class PresentationProperty {
  private static final int WORLDS = 6;
  private static final int FACTS = 12;
  private static TestSets sets;

  @BeforeAll
  static void start() {
    sets = new TestSets();
  }

  @Test
  void whatHoldsVerifiesAndNothingElseIsProved() throws Exception {
    for (int seed = 0; seed < WORLDS; seed++) {
      Random random = new Random(seed);
      Schema schema = schema(random);
      FactWorld world = new FactWorld(sets);
      List<TypedRecord> records = new ArrayList<>();
      int count = 2 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        records.add(record(random, schema, i));
      }
      world.add(records);
      int first = random.nextInt(count - 1);
      List<Held> held = List.of(new Held(0, first), new Held(0, first + 1));
      List<Predicate> hold = new ArrayList<>();
      for (int i = 0; i < FACTS; i++) {
        Mode mode = random.nextBoolean() ? Mode.PRIVATE : Mode.ANCHORED;
        Optional<Predicate> fact = fact(random, schema);
        if (fact.isEmpty() || !makesSense(world, mode, held, fact.get())) {
          continue;
        }
        if (holds(world, held, fact.get())) {
          hold.add(fact.get());
        } else {
          assertThrows(
              IllegalArgumentException.class,
              () -> world.present(mode, held, fact.get()),
              () -> fact + " does not hold");
        }
      }
      Predicate[] all = hold.toArray(Predicate[]::new);
      for (Mode mode : Mode.values()) {
        if (makesSense(world, mode, held, all)) {
          Verdict verdict = world.verify(world.present(mode, held, all));
          assertEquals(Outcome.VALID, verdict.outcome(), () -> verdict.refusal() + "" + hold);
        }
      }
    }
  }

  private static boolean makesSense(
      FactWorld world, Mode mode, List<Held> held, Predicate... facts) {
    try {
      world.statement(mode, held, facts);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Schema schema(Random random) {
    List<Slot> slots = new ArrayList<>();
    int count = 2 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      slots.add(
          random.nextInt(3) == 0
              ? Slot.provableText("t" + i, "/t" + i)
              : Slot.integer("n" + i, "/n" + i, 8 * (1 + random.nextInt(7)), 0, 100, "1"));
    }
    return Schema.of("test.random.v1", slots);
  }

  private static TypedRecord record(Random random, Schema schema, int number) {
    TypedRecord.Builder record = TypedRecord.of(schema, utf8("record " + number), "text/plain");
    for (Slot slot : schema.slots()) {
      boolean own = slot.name().startsWith("t") || slot.name().startsWith("n");
      if (own && random.nextInt(8) != 0) {
        if (slot.kind() == SlotKind.TEXT) {
          record.text(slot.name(), "value " + random.nextInt(2));
        } else {
          record.integer(slot.name(), OptionalLong.of(1 + random.nextInt(255)));
        }
      }
    }
    return record.build();
  }

  private static Optional<Predicate> fact(Random random, Schema schema) {
    SlotRef left = new SlotRef(random.nextInt(2), random.nextInt(schema.slots().size() - 2));
    SlotRef right = new SlotRef(random.nextInt(2), random.nextInt(schema.slots().size() - 2));
    long lower = random.nextInt(300) - 120L;
    Optional<Long> low = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(lower);
    Optional<Long> high =
        random.nextInt(4) == 0 ? Optional.empty() : Optional.of(lower + random.nextInt(200));
    try {
      return Optional.of(
          switch (random.nextInt(6)) {
            case 0, 1 -> new Predicate.Bounds(List.of(new Predicate.Term(left, 1)), low, high);
            case 2 ->
                new Predicate.Bounds(
                    List.of(
                        new Predicate.Term(left, 1 + random.nextInt(3)),
                        new Predicate.Term(right, -1 - random.nextInt(3))),
                    low,
                    high);
            case 3 -> new Predicate.Equal(List.of(left, right));
            case 4 -> new Predicate.Different(left, right);
            default ->
                new Predicate.Not(
                    left,
                    schema.slots().get(left.slot()).kind() == SlotKind.TEXT
                        ? utf8("value 1")
                        : RecordCommitment.integer(1 + random.nextInt(255)));
          });
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The plain meaning of a fact, from the records themselves. */
  private static boolean holds(FactWorld world, List<Held> held, Predicate fact) {
    if (fact instanceof Predicate.Bounds bounds) {
      BigInteger sum = BigInteger.ZERO;
      for (Predicate.Term term : bounds.terms()) {
        Optional<byte[]> value = value(world, held, term.ref());
        if (value.isEmpty()) {
          return false;
        }
        BigInteger number = new BigInteger(1, value.get()).subtract(BigInteger.valueOf(100));
        sum = sum.add(number.multiply(BigInteger.valueOf(term.weight())));
      }
      long total = sum.longValueExact();
      return bounds.lower().filter(lower -> total < lower).isEmpty()
          && bounds.upper().filter(upper -> total > upper).isEmpty();
    } else if (fact instanceof Predicate.Equal equal) {
      Optional<byte[]> first = value(world, held, equal.refs().get(0));
      Optional<byte[]> second = value(world, held, equal.refs().get(1));
      return first.isPresent() && second.isPresent() && Arrays.equals(first.get(), second.get());
    } else if (fact instanceof Predicate.Different different) {
      Optional<byte[]> left = value(world, held, different.left());
      Optional<byte[]> right = value(world, held, different.right());
      return left.isPresent() && right.isPresent() && !Arrays.equals(left.get(), right.get());
    } else if (fact instanceof Predicate.Not not) {
      Optional<byte[]> value = value(world, held, not.ref());
      return value.isPresent() && !Arrays.equals(value.get(), not.value());
    }
    throw new IllegalArgumentException("not one of the generated facts");
  }

  private static Optional<byte[]> value(FactWorld world, List<Held> held, SlotRef ref) {
    return Optional.ofNullable(world.commitment(held.get(ref.record())).value(ref.slot()));
  }

  /** What one backend proves the other verifies. */
  @Test
  void bothBackendsAgree() throws Exception {
    FactWorld world = FactWorld.shared();
    List<Held> records = List.of(new Held(0, 0), new Held(0, 1));
    Predicate[] facts = {
      PredicateTest.bounds(0, Readings.VALUE, 4_000L, 5_000L),
      PredicateTest.bounds(1, Readings.COUNT, 4L, 4L),
      PredicateTest.equal(
          PredicateTest.ref(0, Readings.SUBJECT), PredicateTest.ref(1, Readings.SUBJECT))
    };
    List<Curve> curves = BothBackends.all();
    for (int i = 0; i < 2; i++) {
      // the slow backend works on the shorter of the two proofs
      Mode mode = i == 0 ? Mode.ANCHORED : Mode.PRIVATE;
      Statement statement = world.statement(mode, records, facts);
      byte[] file = world.present(world.prover(curves.get(i)), statement, records).encode();
      Verifier verifier = new Verifier(curves.get(1 - i), world.trust(), new SecureRandom());
      verifier.verify(file, Gateway.policy()).statement();
      byte[] cheat =
          new Cheat(world, mode, records, PredicateTest.bounds(0, Readings.VALUE, 5_000L, 6_000L))
              .make()
              .encode();
      assertEquals(
          "range", verifier.verify(cheat, Gateway.policy()).refusal().orElseThrow().step());
    }
  }
}
