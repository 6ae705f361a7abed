package dev.vitrine.proofs.internal.bbs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.HashSuite;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two-phase proving, and keys that keep to themselves. */
class BbsProverTest {
  private final Curve curve = Curve.current();
  private final SecureRandom random = new SecureRandom();
  private final Bbs bbs = Bbs.standard(curve, BbsSuite.SHAKE_256);
  private final BbsSecretKey secretKey = BbsSecretKey.random(random);
  private final BbsPublicKey key = secretKey.publicKey(curve);
  private final List<Scalar> messages = List.of(Scalar.of(11), Scalar.of(22), Scalar.of(33));

  @Test
  void bindsAnotherCommitmentToHiddenMessage() throws BbsRefusedException {
    G1Point y0 = curve.hashToG1(HashSuite.SHA_256, new byte[] {0}, new byte[] {9});
    G1Point y1 = curve.hashToG1(HashSuite.SHA_256, new byte[] {1}, new byte[] {9});
    Scalar s = Scalar.random(random);
    Scalar sTilde = Scalar.random(random);
    BbsProver prover = start(List.of(0));
    G1Point commitment = curve.multiplySum(List.of(y0, y1), List.of(s, messages.get(2)));
    G1Point blinded = curve.multiplySum(List.of(y0, y1), List.of(sTilde, prover.blinding(2)));
    byte[] presentation = new Octets().point(commitment).point(blinded).toByteArray();
    BbsProof proof = prover.finish(presentation);
    Scalar sHat = sTilde.add(proof.challenge().multiply(s));

    G1Point rebuilt =
        curve.msm(
            List.of(y0, y1, commitment),
            List.of(sHat, proof.response(2, List.of(0)), proof.challenge().negate()));
    byte[] seen = new Octets().point(commitment).point(rebuilt).toByteArray();
    assertArrayEquals(presentation, seen);
    bbs.verifyProof(key, proof, new byte[0], seen, List.of(0), List.of(Scalar.of(11)));
    assertNotEquals(proof.response(1, List.of(0)), proof.response(2, List.of(0)));
    assertThrows(IllegalArgumentException.class, () -> proof.response(0, List.of(0)));
    assertThrows(BbsRefusedException.class, () -> proof.response(0, List.of(7)));
  }

  @Test
  void answersOneChallengeOnly() throws BbsRefusedException {
    BbsProver prover = start(List.of());
    assertThrows(IllegalArgumentException.class, () -> prover.finish(Scalar.ZERO));
    prover.finish(new byte[0]);
    assertThrows(IllegalStateException.class, () -> prover.finish(new byte[1]));
    assertThrows(IllegalArgumentException.class, () -> start(List.of(1)).blinding(1));
  }

  @Test
  void provesEverySelection() throws BbsRefusedException {
    for (int mask = 0; mask < 8; mask++) {
      List<Integer> shown = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        if ((mask >> i & 1) == 1) {
          shown.add(i);
        }
      }
      byte[] encoded = start(shown).finish(new byte[4]).toBytes();
      assertEquals(BbsProof.BASE_BYTES + 32 * (3 - shown.size()), encoded.length);
      List<Scalar> values = shown.stream().map(messages::get).toList();
      bbs.verifyProof(key, BbsProof.parse(curve, encoded), new byte[0], new byte[4], shown, values);
    }
  }

  @Test
  void neverRepeatsItself() throws BbsRefusedException {
    BbsProof one = start(List.of(0)).finish(new byte[4]);
    BbsProof two = start(List.of(0)).finish(new byte[4]);
    assertNotEquals(one.aBar(), two.aBar());
    assertNotEquals(one.bBar(), two.bBar());
    assertNotEquals(one.d(), two.d());
    assertNotEquals(one.messageHats(), two.messageHats());
  }

  @Test
  void signsNoMessageAtAll() throws BbsRefusedException {
    BbsSignature signature = bbs.sign(secretKey, key, new byte[] {1}, List.of());
    bbs.verify(key, signature, new byte[] {1}, List.of());
    assertThrows(
        BbsRefusedException.class, () -> bbs.verify(key, signature, new byte[] {2}, List.of()));
  }

  @Test
  void keepsSecretsOutOfTexts() {
    String hex = HexFormat.of().formatHex(secretKey.toBytes());
    BbsSignature signature = bbs.sign(secretKey, key, new byte[0], messages);
    assertFalse(secretKey.toString().contains(hex.substring(0, 8)));
    assertFalse(signature.toString().matches(".*[0-9a-f]{16}.*"));
    assertEquals(secretKey.hashCode(), BbsSecretKey.random(random).hashCode());
  }

  @Test
  void comparesAndDestroysKeys() throws BbsRefusedException {
    BbsSecretKey copy = BbsSecretKey.parse(secretKey.toBytes());
    assertEquals(secretKey, copy);
    assertNotEquals(secretKey, BbsSecretKey.random(random));
    copy.destroy();
    assertTrue(copy.isDestroyed());
    assertNotEquals(secretKey, copy);
    assertThrows(IllegalStateException.class, copy::toBytes);
    assertThrows(IllegalStateException.class, () -> bbs.sign(copy, key, new byte[0], messages));
    assertThrows(
        IllegalArgumentException.class,
        () -> BbsSecretKey.generate(BbsSuite.SHA_256, new byte[31], new byte[0]));
    byte[] material = new byte[32];
    Arrays.fill(material, (byte) 1);
    assertNotEquals(
        BbsSecretKey.generate(BbsSuite.SHA_256, material, new byte[0]),
        BbsSecretKey.generate(BbsSuite.SHAKE_256, material, new byte[0]));
  }

  private BbsProver start(List<Integer> shown) throws BbsRefusedException {
    BbsSignature signature = bbs.sign(secretKey, key, new byte[0], messages);
    return bbs.startProof(key, signature, new byte[0], messages, shown, RandomScalars.from(random));
  }
}
