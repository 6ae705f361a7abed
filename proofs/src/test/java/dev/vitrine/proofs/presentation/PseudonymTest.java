package dev.vitrine.proofs.presentation;

import static dev.vitrine.proofs.presentation.PredicateTest.ref;
import static dev.vitrine.proofs.presentation.Readings.COUNT;
import static dev.vitrine.proofs.presentation.Readings.RECIPIENT;
import static dev.vitrine.proofs.presentation.Readings.SUBJECT;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.presentation.FactWorld.Held;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names of hidden subjects, one for each audience. */
class PseudonymTest {
  private static final Held MARIA = new Held(0, 0);
  private static final Held JONAS = new Held(0, 4);
  private static final Held EMPTY = new Held(0, 5);
  private static final Held SHIPMENT = new Held(3, 0);

  private static FactWorld world;

  @BeforeAll
  static void start() throws Exception {
    world = FactWorld.shared();
  }

  private static byte[] name(Held of, int slot, String audience, String context) {
    return world.prover.pseudonym(world.commitment(of), slot, audience, context);
  }

  private static Predicate named(int record, int slot, byte[] name) {
    return new Predicate.Pseudonym(ref(record, slot), "visit", name);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void sameSubjectSameName(Mode mode) throws Exception {
    byte[] maria = name(MARIA, SUBJECT, Gateway.AUDIENCE, "visit");
    byte[] recipient = name(SHIPMENT, RECIPIENT, Gateway.AUDIENCE, "visit");
    assertArrayEquals(maria, recipient);
    List<String> steps =
        FactWorld.steps(
            world.verify(
                world.present(
                    mode,
                    List.of(MARIA, SHIPMENT, JONAS),
                    named(0, SUBJECT, maria),
                    named(1, RECIPIENT, recipient),
                    named(2, SUBJECT, name(JONAS, SUBJECT, Gateway.AUDIENCE, "visit")))));
    assertTrue(steps.containsAll(List.of("naming-key", "commitment", "presence", "pseudonym")));
  }

  @Test
  void anotherSubjectAudienceOrContextHasAnotherName() {
    byte[] maria = name(MARIA, SUBJECT, Gateway.AUDIENCE, "visit");
    for (byte[] other :
        List.of(
            name(JONAS, SUBJECT, Gateway.AUDIENCE, "visit"),
            name(MARIA, SUBJECT, "https://b.example", "visit"),
            name(MARIA, SUBJECT, Gateway.AUDIENCE, "visits"),
            name(MARIA, COUNT, Gateway.AUDIENCE, "visit"))) {
      assertFalse(Arrays.equals(maria, other));
    }
    assertThrows(
        IllegalArgumentException.class, () -> name(EMPTY, SUBJECT, Gateway.AUDIENCE, "visit"));
  }

  /** A name of somebody else, for somebody else, in another context, or by another key. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void falseNames(Mode mode) throws Exception {
    byte[] maria = name(MARIA, SUBJECT, Gateway.AUDIENCE, "visit");
    List<Held> one = List.of(MARIA);
    refused("pseudonym", new Cheat(world, mode, List.of(JONAS), named(0, SUBJECT, maria)));
    refused(
        "pseudonym",
        new Cheat(
            world,
            mode,
            one,
            named(0, SUBJECT, name(MARIA, SUBJECT, "https://b.example", "visit"))));
    refused(
        "pseudonym",
        new Cheat(
            world, mode, one, named(0, SUBJECT, name(MARIA, SUBJECT, Gateway.AUDIENCE, "other"))));
    refused("pseudonym", new Cheat(world, mode, one, named(0, SUBJECT, Points.generator())));
    Cheat otherKey = new Cheat(world, mode, one, named(0, SUBJECT, maria));
    otherKey.nameKey = NamingKey.of(FactWorld.secret(8));
    refused("pseudonym", otherKey);
    for (byte[] point : List.of(Points.IDENTITY, Points.OUTSIDE, new byte[48])) {
      assertThrows(
          IllegalArgumentException.class, () -> world.present(mode, one, named(0, SUBJECT, point)));
      Forgery f = new Forgery(world.present(mode, one, named(0, SUBJECT, maria)));
      f.predicates.set(0, f.encoded(named(0, SUBJECT, point)));
      byte[] file = mode == Mode.ANCHORED ? f.file(world.key) : f.file();
      assertEquals("format", refusal(world.verify(file, Gateway.policy())).step());
    }
  }

  private static void refused(String step, Cheat cheat) throws Exception {
    RefusedException refusal = refusal(cheat.verdict());
    assertEquals(step, refusal.step(), refusal.reason());
    assertEquals(Outcome.INVALID, refusal.outcome());
  }

  private static RefusedException refusal(Verdict verdict) {
    return verdict.refusal().orElseThrow();
  }

  @Test
  void keyIsPinnedForItsLog() throws Exception {
    byte[] maria = name(MARIA, SUBJECT, Gateway.AUDIENCE, "visit");
    byte[] file = world.present(Mode.PRIVATE, List.of(MARIA), named(0, SUBJECT, maria)).encode();
    List<TrustedNaming> elsewhere = List.of(world.naming.trusted("log.example/2"));
    for (List<TrustedNaming> namings : List.of(List.<TrustedNaming>of(), elsewhere)) {
      RefusedException refusal = refusal(verifier(namings).verify(file, Gateway.policy()));
      assertEquals("naming-key", refusal.step());
      assertEquals(Outcome.CANNOT_TELL, refusal.outcome());
    }
    List<TrustedNaming> another =
        List.of(NamingKey.of(FactWorld.secret(8)).trusted(world.log.origin));
    assertEquals(Outcome.INVALID, verifier(another).verify(file, Gateway.policy()).outcome());
  }

  private static Verifier verifier(List<TrustedNaming> namings) {
    Trust trust = world.trust();
    return new Verifier(
        new Trust(trust.gatewayKeys(), trust.issuers(), namings, trust.publishers(), trust.log()),
        world.random);
  }
}
