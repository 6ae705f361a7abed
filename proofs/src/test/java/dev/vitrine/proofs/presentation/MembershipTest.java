package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.presentation.PredicateTest.ref;
import static dev.vitrine.proofs.presentation.Readings.COUNT;
import static dev.vitrine.proofs.presentation.Readings.ITEM;
import static dev.vitrine.proofs.presentation.Readings.NOTE;
import static dev.vitrine.proofs.presentation.Readings.SUBJECT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.presentation.FactWorld.Held;
import dev.vitrine.proofs.set.PublisherKey;
import dev.vitrine.proofs.set.SetElements;
import dev.vitrine.proofs.set.TrustedPublisher;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hidden values in public signed sets, and not in them. */
class MembershipTest {
  private static final Held SHIPMENT = new Held(3, 0);
  private static final Held READING = new Held(0, 0);
  private static final Held EMPTY = new Held(0, 5);
  private static final String[] ITEMS = {"urn:item:1", "urn:item:2", "urn:item:3"};

  private static FactWorld world;
  private static byte[] items;
  private static byte[] counts;

  @BeforeAll
  static void start() throws Exception {
    world = FactWorld.shared();
    items = world.sets.texts(ITEMS);
    counts = world.sets.numbers(2, 4, 9, 65_535);
  }

  private static Predicate.Membership in(int record, int slot, byte[] set, boolean member) {
    return new Predicate.Membership(ref(record, slot), set, member);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatHoldsIsProved(Mode mode) throws Exception {
    List<Held> one = List.of(SHIPMENT);
    holds(mode, one, List.of("set", "membership"), in(0, ITEM, items, true));
    List<String> gap = List.of("set", "presence", "membership", "range");
    holds(mode, one, gap, in(0, ITEM, world.sets.texts("urn:item:9"), false));
    holds(mode, one, gap, in(0, ITEM, world.sets.texts(), false));
    // the count 3 is encoded as 4
    holds(mode, List.of(READING), List.of("set", "membership"), in(0, COUNT, counts, true));
    byte[] others = world.sets.numbers(3, 5);
    holds(mode, List.of(READING), gap, in(0, COUNT, others, false));
    holds(
        mode,
        List.of(READING, SHIPMENT),
        List.of("set", "set", "set", "membership", "range"),
        in(0, COUNT, counts, true),
        in(0, COUNT, others, false),
        in(1, ITEM, items, true));
  }

  private static void holds(
      Mode mode, List<Held> records, List<String> steps, Predicate... predicates) throws Exception {
    List<String> passed = FactWorld.steps(world.verify(world.present(mode, records, predicates)));
    List<String> ofFacts = List.of("set", "membership", "presence", "range");
    assertEquals(steps, passed.stream().filter(ofFacts::contains).toList());
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whatDoesNotHoldIsNotProved(Mode mode) throws Exception {
    byte[] without = world.sets.texts("urn:item:2", "urn:item:3");
    notProved(mode, SHIPMENT, in(0, ITEM, without, true));
    notProved(mode, SHIPMENT, in(0, ITEM, items, false));
    notProved(mode, EMPTY, in(0, NOTE, items, false));
    notProved(mode, EMPTY, in(0, NOTE, items, true));
    notProved(mode, EMPTY, in(0, COUNT, world.sets.numbers(3), false));
    notProved(mode, READING, in(0, COUNT, items, true));
    notProved(mode, READING, in(0, SUBJECT, counts, false));
    notProved(mode, READING, in(0, SUBJECT, new byte[80], true));
    byte[] unknown = new TestSets().texts(ITEMS);
    notProved(mode, SHIPMENT, in(0, ITEM, unknown, true));
  }

  private static void notProved(Mode mode, Held record, Predicate predicate) {
    assertThrows(
        IllegalArgumentException.class, () -> world.present(mode, List.of(record), predicate));
  }

  /** Every part of the proof and of the statement exchanged for another that is well-formed. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void everyCheatIsRefusedAtItsStep(Mode mode) throws Exception {
    List<Held> two = List.of(SHIPMENT, READING);
    Predicate[] facts = {in(0, ITEM, items, true), in(1, COUNT, counts, true)};
    Presentation honest = world.present(mode, two, facts);
    // in private mode the challenge that the BBS proofs carry is the first to be another
    String early = mode == Mode.PRIVATE ? "bbs-proof" : "commitment";
    Forgery f = new Forgery(honest);
    byte[] first = f.sets.get(0).first;
    f.sets.get(0).first = f.sets.get(1).first;
    f.sets.get(1).first = first;
    refused(early, f);
    f = new Forgery(honest);
    byte[] response = f.sets.get(0).response;
    f.sets.get(0).response = f.sets.get(1).response;
    f.sets.get(1).response = response;
    refused("membership", f);
    for (int scalar = 0; scalar < 3; scalar++) {
      f = new Forgery(honest);
      f.sets.get(1).response[32 * scalar + 31] ^= 1;
      refused("membership", f);
      f = new Forgery(honest);
      Arrays.fill(f.sets.get(1).response, 32 * scalar, 32 * scalar + 32, (byte) 0xff);
      refused("format", f);
    }
    for (int point = 0; point < 5; point++) {
      f = new Forgery(honest);
      f.sets.get(0).first = replaced(f.sets.get(0).first, point, f.commitments.get(0));
      refused(early, f);
      f = new Forgery(honest);
      f.sets.get(0).first = replaced(f.sets.get(0).first, point, Points.IDENTITY);
      refused("format", f);
      f = new Forgery(honest);
      f.sets.get(0).first = replaced(f.sets.get(0).first, point, Points.OUTSIDE);
      refused("format", f);
    }
    f = new Forgery(honest);
    f.sets.remove(1);
    refused("format", f);
    f = new Forgery(honest);
    f.predicates.set(0, f.encoded(in(0, ITEM, world.sets.texts(ITEMS), true)));
    refused(early, f);
    f = new Forgery(honest);
    f.predicates.set(0, f.encoded(in(0, ITEM, items, false)));
    refused("format", f);
    f = new Forgery(honest);
    f.predicates.set(0, f.encoded(in(0, Readings.RECIPIENT, items, true)));
    refused(early, f);
    f = new Forgery(honest);
    byte[] changed = items.clone();
    changed[changed.length - 1] ^= 1;
    f.predicates.set(0, f.encoded(in(0, ITEM, changed, true)));
    refused("set-signature", f);
  }

  private static byte[] replaced(byte[] points, int number, byte[] point) {
    byte[] other = points.clone();
    System.arraycopy(point, 0, other, 48 * number, 48);
    return other;
  }

  private static void refused(String step, Forgery f) {
    byte[] file = f.mode == Mode.ANCHORED.code() ? f.file(world.key) : f.file();
    Verdict verdict = world.verify(file, Gateway.policy());
    assertEquals(Outcome.INVALID, verdict.outcome());
    RefusedException refusal = verdict.refusal().orElseThrow();
    assertEquals(step, refusal.step(), refusal.reason());
  }

  @Test
  void publishersAndFreshnessAreTheVerifiers() throws Exception {
    Presentation honest = world.present(Mode.PRIVATE, List.of(SHIPMENT), in(0, ITEM, items, true));
    Trust nobody = new Trust(List.of(), world.trust().issuers(), world.trust().log());
    Verdict unknown = new Verifier(nobody, world.random).verify(honest.encode(), Gateway.policy());
    assertEquals(Outcome.CANNOT_TELL, unknown.outcome());
    assertEquals("set-publisher", unknown.refusal().orElseThrow().step());
    TrustedPublisher impostor =
        new TrustedPublisher(
            world.sets.trusted().id(), PublisherKey.random(new SecureRandom()).publicKey());
    Trust another =
        new Trust(
            List.of(), world.trust().issuers(), List.of(), List.of(impostor), world.trust().log());
    assertEquals(
        "set-signature",
        new Verifier(another, world.random)
            .verify(honest.encode(), Gateway.policy())
            .refusal()
            .orElseThrow()
            .step());
    byte[] old =
        world.sets.publish(SetElements.texts(List.of(ITEMS)), Gateway.NOW.toEpochMilli() - 1);
    Verdict stale =
        world.verify(world.present(Mode.PRIVATE, List.of(SHIPMENT), in(0, ITEM, old, true)));
    assertEquals("set-freshness", stale.refusal().orElseThrow().step());
  }
}
