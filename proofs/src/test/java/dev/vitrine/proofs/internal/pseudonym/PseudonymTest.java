package dev.vitrine.proofs.internal.pseudonym;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.Failure;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.sigma.LinearRelation;
import dev.vitrine.proofs.internal.sigma.LinearRelation.Term;
import dev.vitrine.proofs.internal.sigma.SigmaProver;
import dev.vitrine.proofs.internal.sigma.SigmaVerifier;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names are the same where they should be and nowhere else, and can't be chosen. */
class PseudonymTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Curve NATIVE = Curve.nativeBackend();
  private static final Scalar VALUE = Scalar.of(4711);

  static List<Curve> curves() {
    return BothBackends.all();
  }

  /** What is shown: the commitment to x, the key, the base and the name. */
  private record Claim(
      Curve curve, G1Point commitment, PseudonymKey.Public key, G1Point base, G1Point name) {
    LinearRelation relation() {
      Pedersen pedersen = Pedersen.of(curve);
      LinearRelation relation = new LinearRelation();
      int x = relation.secret();
      int s = relation.secret();
      relation.equation(
          "commitment",
          "not a commitment",
          commitment,
          List.of(new Term(x, pedersen.value()), new Term(s, pedersen.blinding())));
      int k = PseudonymRelation.addKey(curve, relation, "pseudonym-key", key);
      PseudonymRelation.addName(relation, "pseudonym", base, name, k, x);
      return relation;
    }

    /** Proves with any witness and verifies. */
    Optional<Failure> check(Scalar x, Scalar s, Scalar k) throws RefusedException {
      LinearRelation relation = relation();
      SigmaProver prover = SigmaProver.start(curve, relation, List.of(x, s, k), RANDOM);
      Transcript transcript = new Transcript("test");
      relation.absorb(transcript);
      Scalar challenge = transcript.points(prover.commitments()).challenge();
      Equations equations = new Equations();
      List<Scalar> responses = prover.respond(challenge);
      SigmaVerifier.gather(equations, relation, prover.commitments(), challenge, responses);
      return equations.check(curve, RANDOM);
    }
  }

  private static void refusedAt(String step, Optional<Failure> failure) {
    assertEquals(step, failure.map(Failure::step).orElse("accepted"));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void theNameIsProvedAndNoOther(Curve curve) throws Exception {
    PseudonymKey key = PseudonymKey.random(curve, RANDOM);
    PseudonymKey other = PseudonymKey.random(curve, RANDOM);
    G1Point base = PseudonymBase.of(curve, "verifier.example", "study 1");
    G1Point name = key.name(base, VALUE);
    Scalar s = Scalar.random(RANDOM);
    G1Point commitment = Pedersen.of(curve).commit(VALUE, s);
    Claim honest = new Claim(curve, commitment, key.publicKey(), base, name);
    assertTrue(honest.check(VALUE, s, key.witness()).isEmpty());

    G1Point doubled = curve.add(name, name);
    Claim chosen = new Claim(curve, commitment, key.publicKey(), base, doubled);
    refusedAt("pseudonym", chosen.check(VALUE, s, key.witness()));

    G1Point otherName = other.name(base, VALUE);
    Claim otherKey = new Claim(curve, commitment, key.publicKey(), base, otherName);
    refusedAt("pseudonym", otherKey.check(VALUE, s, key.witness()));
    refusedAt("pseudonym-key", otherKey.check(VALUE, s, other.witness()));

    Scalar someone = Scalar.of(4712);
    Claim anothers = new Claim(curve, commitment, key.publicKey(), base, key.name(base, someone));
    refusedAt("pseudonym", anothers.check(VALUE, s, key.witness()));
    refusedAt("commitment", anothers.check(someone, s, key.witness()));

    G1Point elsewhere = PseudonymBase.of(curve, "other.example", "study 1");
    Claim replayed = new Claim(curve, commitment, key.publicKey(), elsewhere, name);
    refusedAt("pseudonym", replayed.check(VALUE, s, key.witness()));
  }

  /** k and x could be moved against one another, if K and the commitment did not hold them. */
  @Test
  void keyAndValueCannotBeShifted() throws Exception {
    PseudonymKey key = PseudonymKey.random(NATIVE, RANDOM);
    G1Point base = PseudonymBase.of(NATIVE, "a", "c");
    Scalar s = Scalar.random(RANDOM);
    G1Point commitment = Pedersen.of(NATIVE).commit(VALUE, s);
    Claim claim = new Claim(NATIVE, commitment, key.publicKey(), base, key.name(base, VALUE));
    Scalar shifted = key.witness().subtract(Scalar.ONE);
    refusedAt("commitment", claim.check(VALUE.add(Scalar.ONE), s, shifted));
  }

  @Test
  void theIdentityIsNoName() {
    PseudonymKey key = PseudonymKey.random(NATIVE, RANDOM);
    G1Point base = PseudonymBase.of(NATIVE, "a", "c");
    Claim claim = new Claim(NATIVE, NATIVE.g1(), key.publicKey(), base, G1Point.IDENTITY);
    Equations equations = new Equations();
    List<G1Point> points = List.of(base, base, base);
    List<Scalar> scalars = List.of(VALUE, VALUE, VALUE);
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () -> SigmaVerifier.gather(equations, claim.relation(), points, Scalar.ONE, scalars));
    assertEquals("format", refused.step());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void namesAreStableAndSeparate(Curve curve) {
    PseudonymKey key = PseudonymKey.random(curve, RANDOM);
    PseudonymKey other = PseudonymKey.random(curve, RANDOM);
    Set<G1Point> names = new HashSet<>();
    for (String audience : List.of("a", "b", "a.c", "ab")) {
      for (String context : List.of("", "c", "bc", "b")) {
        G1Point base = PseudonymBase.of(curve, audience, context);
        assertEquals(base, PseudonymBase.of(curve, audience, context));
        assertEquals(key.name(base, VALUE), key.name(base, VALUE));
        names.add(key.name(base, VALUE));
        names.add(key.name(base, VALUE.add(Scalar.ONE)));
        names.add(other.name(base, VALUE));
      }
    }
    assertEquals(48, names.size());
  }

  /** Pins bases, key and name to their bytes, on both backends. */
  @ParameterizedTest
  @MethodSource("curves")
  void knownAnswers(Curve curve) {
    PseudonymKey key = PseudonymKey.of(curve, key(7));
    G1Point base = PseudonymBase.of(curve, "verifier.example", "study 1");
    assertEquals(
        "8ad627da8325824487227c928f36ee40bd45768a273bdb68b3bc39d8fa913dc8f7c3a3c1b43cb42a7709e74a6e03e688",
        hex(base));
    assertEquals(
        "8745d46c19015dc95c61d457abc77f9c905b52c817db5ef11d08e8b6321fb292a50ca5761c30e9af8b902b99e40bcb2f",
        hex(key.publicKey().point()));
    assertEquals(
        "8816546ec72c9f022e546a14fa34837bbb4ce5477d745a2a932ffdb1934c72726745bed62110e8b79f9a62afff5c3a80",
        hex(key.name(base, VALUE)));
  }

  private static String hex(G1Point point) {
    return HexFormat.of().formatHex(point.toBytes());
  }

  private static byte[] key(int last) {
    byte[] secret = new byte[32];
    secret[31] = (byte) last;
    return secret;
  }

  @Test
  void keysAreStrictAndShowNothing() {
    PseudonymKey key = PseudonymKey.random(NATIVE, RANDOM);
    PseudonymKey again = PseudonymKey.of(NATIVE, key.secret());
    assertEquals(key.publicKey(), again.publicKey());
    PseudonymKey.Public read = PseudonymKey.Public.parse(NATIVE, key.publicKey().toBytes());
    assertEquals(key.publicKey(), read);
    assertArrayEquals(key.publicKey().id(), read.id());
    assertFalse(key.toString().contains(HexFormat.of().formatHex(key.secret())));
    assertNotEquals(key.publicKey(), PseudonymKey.random(NATIVE, RANDOM).publicKey());
    byte[] large = new byte[32];
    java.util.Arrays.fill(large, (byte) 0xff);
    for (byte[] bad : List.of(new byte[32], new byte[31], large)) {
      assertThrows(IllegalArgumentException.class, () -> PseudonymKey.of(NATIVE, bad));
    }
    for (byte[] bad : List.of(G1Point.IDENTITY.toBytes(), new byte[48], new byte[47])) {
      assertThrows(IllegalArgumentException.class, () -> PseudonymKey.Public.parse(NATIVE, bad));
    }
    assertThrows(IllegalArgumentException.class, () -> new PseudonymKey.Public(G1Point.IDENTITY));
    G1Point base = NATIVE.g1();
    assertThrows(IllegalArgumentException.class, () -> key.name(base, Scalar.ZERO));
    Scalar minus = key.witness().negate();
    assertThrows(IllegalStateException.class, () -> key.name(base, minus));
    assertThrows(IllegalArgumentException.class, () -> PseudonymBase.of(NATIVE, "a\0b", "c"));
  }
}
