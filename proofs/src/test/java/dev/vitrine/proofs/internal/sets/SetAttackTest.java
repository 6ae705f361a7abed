package dev.vitrine.proofs.internal.sets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.Failure;
import dev.vitrine.proofs.internal.sets.HiddenValue.Attempt;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Honest proofs about sets pass; a prover who lies about one thing is refused there. */
class SetAttackTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BITS = 8;
  private static final Curve NATIVE = Curve.nativeBackend();

  static List<Curve> curves() {
    return BothBackends.all();
  }

  private static Optional<Failure> member(TestSet claimed, SetKey signedUnder, Attempt attempt)
      throws RefusedException {
    return HiddenValue.prove(claimed.curve(), signedUnder, attempt, RANDOM)
        .verify(claimed.curve(), claimed.key(), SetPart.ELEMENT, BITS, RANDOM);
  }

  private static Optional<Failure> outside(TestSet claimed, SetKey signedUnder, Attempt attempt)
      throws RefusedException {
    return HiddenValue.prove(claimed.curve(), signedUnder, attempt, RANDOM)
        .verify(claimed.curve(), claimed.key(), SetPart.GAP, BITS, RANDOM);
  }

  private static void refusedAt(String step, Optional<Failure> failure) {
    assertEquals(step, failure.map(Failure::step).orElse("accepted"));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void honestProofsPass(Curve curve) throws Exception {
    TestSet set = TestSet.random(curve, RANDOM);
    SetWitness element = set.sign(SetPart.ELEMENT, 7);
    assertTrue(member(set, set.key(), new Attempt(7, element, BITS)).isEmpty());
    SetWitness gap = set.sign(SetPart.GAP, 8, 200);
    for (long value : new long[] {8, 200}) {
      assertTrue(outside(set, set.key(), new Attempt(value, gap, BITS)).isEmpty());
    }
    SetWitness single = set.sign(SetPart.GAP, 5, 5);
    assertTrue(outside(set, set.key(), new Attempt(5, single, BITS)).isEmpty());
  }

  @Test
  void anotherElementsSignatureIsRefused() throws Exception {
    TestSet set = TestSet.random(NATIVE, RANDOM);
    SetWitness element = set.sign(SetPart.ELEMENT, 7);
    refusedAt("set", member(set, set.key(), new Attempt(8, element, BITS)));
    refusedAt("set", member(set, set.key(), new Attempt(0, element, BITS)));
    SetWitness relabelled =
        new SetWitness(SetPart.ELEMENT, List.of(Scalar.of(8)), element.signature());
    refusedAt("set", member(set, set.key(), new Attempt(8, relabelled, BITS)));
  }

  @Test
  void anotherSetsOrVersionsSignatureIsRefused() throws Exception {
    TestSet set = TestSet.random(NATIVE, RANDOM);
    TestSet other = TestSet.random(NATIVE, RANDOM);
    TestSet next = set.nextVersion();
    for (TestSet signer : List.of(other, next)) {
      Attempt element = new Attempt(7, signer.sign(SetPart.ELEMENT, 7), BITS);
      refusedAt("set", member(set, set.key(), element));
      // to name the set it is signed in changes the challenge, and so what everything answers
      refusedAt("commitment", member(set, signer.key(), element));
      Attempt gap = new Attempt(7, signer.sign(SetPart.GAP, 1, 9), BITS);
      refusedAt("set", outside(set, set.key(), gap));
    }
  }

  @Test
  void gapsAndElementsAreNotTakenForOneAnother() throws Exception {
    TestSet set = TestSet.random(NATIVE, RANDOM);
    SetWitness gap = set.sign(SetPart.GAP, 7, 9);
    SetWitness asElement = new SetWitness(SetPart.ELEMENT, List.of(Scalar.of(7)), gap.signature());
    refusedAt("set", member(set, set.key(), new Attempt(7, asElement, BITS)));
    SetWitness element = set.sign(SetPart.ELEMENT, 7);
    SetWitness asGap =
        new SetWitness(SetPart.GAP, List.of(Scalar.of(7), Scalar.of(7)), element.signature());
    refusedAt("set", outside(set, set.key(), new Attempt(7, asGap, BITS)));
    HiddenValue proof = HiddenValue.prove(NATIVE, set.key(), new Attempt(8, gap, BITS), RANDOM);
    assertTrue(proof.verify(NATIVE, set.key(), SetPart.ELEMENT, BITS, RANDOM).isPresent());
    assertThrows(
        IllegalArgumentException.class,
        () -> new SetWitness(SetPart.GAP, List.of(Scalar.ONE), gap.signature()));
  }

  @Test
  void theHeaderSaysWhichPartIsSigned() throws Exception {
    TestSet set = TestSet.random(NATIVE, RANDOM);
    byte[] element = set.key().header(SetPart.ELEMENT);
    byte[] gap = set.key().header(SetPart.GAP);
    assertEquals(33, element.length);
    assertEquals(element[32] + 1, gap[32]);
    assertThrows(IllegalArgumentException.class, () -> new SetKey(set.key().key(), new byte[31]));
  }

  @Test
  void aValueBesideTheGapIsRefused() throws Exception {
    TestSet set = TestSet.random(NATIVE, RANDOM);
    SetWitness gap = set.sign(SetPart.GAP, 8, 200);
    // a prover can't even be asked to prove what is out of range: give it a range that fits
    HiddenValue tooLong = HiddenValue.prove(NATIVE, set.key(), new Attempt(8, gap, 16), RANDOM);
    refusedAt("range", tooLong.verify(NATIVE, set.key(), SetPart.GAP, BITS, RANDOM));
    for (long value : new long[] {0, 7, 201}) {
      SetWitness stretched =
          new SetWitness(
              SetPart.GAP,
              List.of(Scalar.of(Math.min(value, 8)), Scalar.of(Math.max(value, 200))),
              gap.signature());
      refusedAt("set", outside(set, set.key(), new Attempt(value, stretched, BITS)));
    }
  }

  /** Gaps longer than the descriptor says can't be used, even if they are signed. */
  @Test
  void gapBitsAreTheVerifiers() throws Exception {
    TestSet set = TestSet.random(NATIVE, RANDOM);
    SetWitness gap = set.sign(SetPart.GAP, 1, 1 << 20);
    HiddenValue proof = HiddenValue.prove(NATIVE, set.key(), new Attempt(500_000, gap, 32), RANDOM);
    assertTrue(proof.verify(NATIVE, set.key(), SetPart.GAP, 32, RANDOM).isEmpty());
    for (int bits : new int[] {8, 16, 64}) {
      refusedAt("range", proof.verify(NATIVE, set.key(), SetPart.GAP, bits, RANDOM));
    }
  }

  @Test
  void everyPointAndScalarCounts() throws Exception {
    TestSet set = TestSet.random(NATIVE, RANDOM);
    SetWitness element = set.sign(SetPart.ELEMENT, 7);
    HiddenValue proof = HiddenValue.prove(NATIVE, set.key(), new Attempt(7, element, 8), RANDOM);
    SetFirstMessage f = proof.first();
    G1Point g = NATIVE.g1();
    List<SetFirstMessage> altered =
        List.of(
            new SetFirstMessage(NATIVE.add(f.aBar(), g), f.bBar(), f.d(), f.t1(), f.t2()),
            new SetFirstMessage(f.aBar(), NATIVE.add(f.bBar(), g), f.d(), f.t1(), f.t2()),
            new SetFirstMessage(f.aBar(), f.bBar(), NATIVE.add(f.d(), g), f.t1(), f.t2()),
            new SetFirstMessage(f.aBar(), f.bBar(), f.d(), NATIVE.add(f.t1(), g), f.t2()),
            new SetFirstMessage(f.aBar(), f.bBar(), f.d(), f.t1(), NATIVE.add(f.t2(), g)));
    List<HiddenValue> cheats = new ArrayList<>();
    altered.forEach(first -> cheats.add(proof.with(first)));
    SetResponse r = proof.response();
    Scalar one = Scalar.ONE;
    cheats.add(proof.with(new SetResponse(r.eHat().add(one), r.r1Hat(), r.r3Hat())));
    cheats.add(proof.with(new SetResponse(r.eHat(), r.r1Hat().add(one), r.r3Hat())));
    cheats.add(proof.with(new SetResponse(r.eHat(), r.r1Hat(), r.r3Hat().add(one))));
    assertTrue(proof.verify(NATIVE, set.key(), SetPart.ELEMENT, 8, RANDOM).isEmpty());
    for (HiddenValue cheat : cheats) {
      assertTrue(cheat.verify(NATIVE, set.key(), SetPart.ELEMENT, 8, RANDOM).isPresent());
    }
    for (HiddenValue cheat : cheats.subList(5, 8)) {
      refusedAt("set", cheat.verify(NATIVE, set.key(), SetPart.ELEMENT, 8, RANDOM));
    }
  }

  /** A prover without any signature makes all linear equations true; the pairing is left. */
  @Test
  void aMadeUpSignatureFailsAtThePairing() throws Exception {
    TestSet set = TestSet.random(NATIVE, RANDOM);
    TestSet own = new TestSet(NATIVE, TestSet.random(NATIVE, RANDOM).secret(), set.key());
    Attempt forged = new Attempt(7, own.sign(SetPart.ELEMENT, 7), BITS);
    Optional<Failure> failure = member(set, set.key(), forged);
    assertEquals("the proof is not of a signature by this key", failure.orElseThrow().reason());
  }

  @Test
  void proversAnswerOnceAndPartsHaveTheirCounts() {
    TestSet set = TestSet.random(NATIVE, RANDOM);
    SetWitness element = set.sign(SetPart.ELEMENT, 7);
    List<Scalar> one = List.of(Scalar.of(3));
    SetProver prover = SetProver.start(NATIVE, set.key(), element, one, RANDOM);
    SetResponse response = prover.respond(Scalar.ONE);
    assertThrows(IllegalStateException.class, () -> prover.respond(Scalar.of(2)));
    assertThrows(
        IllegalArgumentException.class,
        () -> SetProver.start(NATIVE, set.key(), element, List.of(), RANDOM));
    Equations equations = new Equations();
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () ->
                SetVerifier.gather(
                    NATIVE,
                    equations,
                    "set",
                    set.key(),
                    SetPart.GAP,
                    prover.first(),
                    Scalar.ONE,
                    response,
                    one));
    assertEquals("format", refused.step());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            SetVerifier.gather(
                NATIVE,
                equations,
                "set",
                set.key(),
                SetPart.ELEMENT,
                prover.first(),
                Scalar.ZERO,
                response,
                one));
    assertFalse(element.toString().contains("7"));
  }

  /** Set, part and each point of the first message change the challenge, each alone. */
  @Test
  void everyPartIsAbsorbed() {
    TestSet set = TestSet.random(NATIVE, RANDOM);
    TestSet otherKey = new TestSet(NATIVE, set.secret(), keyOf(set.key().digest()));
    G1Point g = NATIVE.g1();
    G1Point h = NATIVE.add(g, g);
    Set<Scalar> seen = new HashSet<>();
    for (SetPart part : SetPart.values()) {
      for (TestSet each : List.of(set, set.nextVersion(), otherKey)) {
        for (int changed = 0; changed < 6; changed++) {
          SetFirstMessage first =
              new SetFirstMessage(
                  changed == 1 ? h : g,
                  changed == 2 ? h : g,
                  changed == 3 ? h : g,
                  changed == 4 ? h : g,
                  changed == 5 ? h : g);
          Transcript transcript = new Transcript("test");
          first.absorb(transcript, each.key(), part);
          seen.add(transcript.challenge());
        }
      }
    }
    assertEquals(36, seen.size());
  }

  private static SetKey keyOf(byte[] digest) {
    return new SetKey(TestSet.random(NATIVE, RANDOM).key().key(), digest);
  }

  /** Nothing that two proofs of one signature send is the same, nor the signature itself. */
  @Test
  void proofsOfOneSignatureShareNothing() {
    TestSet set = TestSet.random(NATIVE, RANDOM);
    SetWitness element = set.sign(SetPart.ELEMENT, 7);
    Set<Object> sent = new HashSet<>();
    int items = 0;
    sent.add(element.signature().a());
    sent.add(element.signature().e());
    for (int i = 0; i < 4; i++) {
      HiddenValue proof = HiddenValue.prove(NATIVE, set.key(), new Attempt(7, element, 8), RANDOM);
      SetFirstMessage f = proof.first();
      SetResponse r = proof.response();
      sent.addAll(List.of(f.aBar(), f.bBar(), f.d(), f.t1(), f.t2()));
      sent.addAll(List.of(r.eHat(), r.r1Hat(), r.r3Hat()));
      sent.addAll(proof.responses());
      sent.addAll(proof.commitments());
      items += 11;
    }
    assertEquals(items + 2, sent.size());
  }

  @Test
  void encodingsAreStrict() throws Exception {
    TestSet set = TestSet.random(NATIVE, RANDOM);
    SetWitness element = set.sign(SetPart.ELEMENT, 7);
    SetProver prover = SetProver.start(NATIVE, set.key(), element, List.of(Scalar.of(3)), RANDOM);
    byte[] first = prover.first().encode();
    assertEquals(prover.first(), SetFirstMessage.decode(NATIVE, first));
    SetResponse response = prover.respond(Scalar.of(9));
    byte[] encoded = response.encode();
    assertArrayEquals(encoded, SetResponse.decode(encoded).encode());
    for (int at = 0; at < 5; at++) {
      byte[] identity = first.clone();
      System.arraycopy(G1Point.IDENTITY.toBytes(), 0, identity, at * 48, 48);
      byte[] flipped = first.clone();
      flipped[at * 48] ^= (byte) 0x80;
      for (byte[] bad : List.of(identity, flipped, new byte[239], new byte[240])) {
        RefusedException refused =
            assertThrows(RefusedException.class, () -> SetFirstMessage.decode(NATIVE, bad));
        assertEquals("format", refused.step());
      }
    }
    for (int at = 0; at < 3; at++) {
      byte[] large = encoded.clone();
      java.util.Arrays.fill(large, at * 32, at * 32 + 32, (byte) 0xff);
      for (byte[] bad : List.of(large, new byte[95], new byte[97])) {
        assertEquals(
            "format", assertThrows(RefusedException.class, () -> SetResponse.decode(bad)).step());
      }
    }
  }
}
