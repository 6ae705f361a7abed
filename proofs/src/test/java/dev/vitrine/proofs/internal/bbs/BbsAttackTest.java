package dev.vitrine.proofs.internal.bbs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each cheat is refused at the step that is there to refuse it. */
class BbsAttackTest {
  private static final Curve CURVE = Curve.current();
  private static final byte[] HEADER = "header".getBytes(StandardCharsets.UTF_8);
  private static final byte[] PRESENTATION = "nonce".getBytes(StandardCharsets.UTF_8);
  private static final List<Integer> SHOWN = List.of(1, 3);

  private final SecureRandom random = new SecureRandom();
  private final Bbs bbs =
      new Bbs(CURVE, BbsSuite.SHA_256, "test/1/".getBytes(StandardCharsets.UTF_8));
  private final BbsSecretKey secretKey = BbsSecretKey.random(random);
  private final BbsPublicKey key = secretKey.publicKey(CURVE);
  private final List<Scalar> messages =
      List.of(Scalar.of(0), Scalar.of(1), Scalar.of(70), Scalar.of(-1), Scalar.of(5));
  private final List<Scalar> shownMessages = List.of(Scalar.of(1), Scalar.of(-1));
  private final BbsSignature signature = bbs.sign(secretKey, key, HEADER, messages);
  private final byte[] proof = prove(bbs, key, signature);

  @Test
  void acceptsWhatIsRight() throws BbsRefusedException {
    bbs.verify(key, signature, HEADER, messages);
    verify(proof, key, HEADER, PRESENTATION, SHOWN, shownMessages);
    assertArrayEquals(proof, BbsProof.parse(CURVE, proof).toBytes());
    assertArrayEquals(
        signature.toBytes(), BbsSignature.parse(CURVE, signature.toBytes()).toBytes());
  }

  @Test
  void refusesIdentityAndBadPoints() {
    byte[] identity = G1Point.IDENTITY.toBytes();
    byte[] orderThree = new byte[48];
    orderThree[0] = (byte) 0x80;
    byte[] uncompressed = CURVE.g1().toBytes();
    uncompressed[0] &= 0x7f;
    byte[] tooLarge = new byte[48];
    Arrays.fill(tooLarge, (byte) 0xff);
    tooLarge[0] = (byte) 0x9f;
    for (byte[] bad : new byte[][] {identity, orderThree, uncompressed, tooLarge}) {
      for (int at : new int[] {0, 48, 96}) {
        refusedProof(BbsStep.POINT, replaced(proof, at, bad));
      }
      byte[] encoded = replaced(signature.toBytes(), 0, bad);
      refused(BbsStep.POINT, () -> BbsSignature.parse(CURVE, encoded));
    }
  }

  @Test
  void refusesZeroAndNonCanonicalScalars() {
    byte[] order = Scalar.ORDER.toByteArray();
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    for (byte[] bad : new byte[][] {new byte[32], order, ones}) {
      for (int at = 144; at < proof.length; at += 32) {
        refusedProof(BbsStep.SCALAR, replaced(proof, at, bad));
      }
      byte[] encoded = replaced(signature.toBytes(), 48, bad);
      refused(BbsStep.SCALAR, () -> BbsSignature.parse(CURVE, encoded));
      refused(BbsStep.SECRET_KEY, () -> BbsSecretKey.parse(bad));
    }
    refused(BbsStep.SECRET_KEY, () -> BbsSecretKey.parse(new byte[31]));
  }

  @Test
  void refusesWrongLengths() {
    for (int length : new int[] {0, 1, 271, proof.length - 1, proof.length + 1}) {
      refusedProof(BbsStep.LENGTH, Arrays.copyOf(proof, length));
    }
    int tooMany = BbsProof.BASE_BYTES + 32 * (Bbs.MAX_MESSAGES + 1);
    refusedProof(BbsStep.LENGTH, Arrays.copyOf(proof, tooMany));
    for (int length : new int[] {0, 79, 81}) {
      byte[] encoded = Arrays.copyOf(signature.toBytes(), length);
      refused(BbsStep.LENGTH, () -> BbsSignature.parse(CURVE, encoded));
    }
    refused(BbsStep.PUBLIC_KEY, () -> BbsPublicKey.parse(CURVE, new byte[96]));
    refused(BbsStep.PUBLIC_KEY, () -> BbsPublicKey.parse(CURVE, new byte[95]));
    byte[] identity = new byte[96];
    identity[0] = (byte) 0xc0;
    refused(BbsStep.PUBLIC_KEY, () -> BbsPublicKey.parse(CURVE, identity));
  }

  @Test
  void refusesProofsOneScalarShorterOrLonger() {
    byte[] shorter = new byte[proof.length - 32];
    System.arraycopy(proof, 0, shorter, 0, shorter.length - 32);
    System.arraycopy(proof, proof.length - 32, shorter, shorter.length - 32, 32);
    refusedProof(BbsStep.CHALLENGE, shorter);
    byte[] longer = new byte[proof.length + 32];
    System.arraycopy(proof, 0, longer, 0, proof.length);
    System.arraycopy(proof, proof.length - 32, longer, proof.length, 32);
    refusedProof(BbsStep.CHALLENGE, longer);
  }

  @Test
  void refusesAnyFlippedScalarOrSwappedPoint() {
    for (int at = 144 + 31; at < proof.length; at += 32) {
      byte[] flipped = proof.clone();
      flipped[at] ^= 1;
      refusedProof(BbsStep.CHALLENGE, flipped);
    }
    refusedProof(BbsStep.CHALLENGE, replaced(proof, 0, Arrays.copyOfRange(proof, 48, 96)));
    refusedProof(BbsStep.CHALLENGE, replaced(proof, 96, CURVE.g1().toBytes()));
  }

  @Test
  void refusesAnotherContext() {
    byte[] other = "other".getBytes(StandardCharsets.UTF_8);
    BbsPublicKey otherKey = BbsSecretKey.random(random).publicKey(CURVE);
    refused(
        BbsStep.CHALLENGE,
        () -> verify(proof, otherKey, HEADER, PRESENTATION, SHOWN, shownMessages));
    refused(BbsStep.CHALLENGE, () -> verify(proof, key, other, PRESENTATION, SHOWN, shownMessages));
    refused(BbsStep.CHALLENGE, () -> verify(proof, key, HEADER, other, SHOWN, shownMessages));
    refused(BbsStep.CHALLENGE, () -> verify(proof, key, HEADER, new byte[0], SHOWN, shownMessages));
    for (Bbs wrong :
        List.of(
            Bbs.standard(CURVE, BbsSuite.SHA_256),
            new Bbs(CURVE, BbsSuite.SHAKE_256, "test/1/".getBytes(StandardCharsets.UTF_8)))) {
      refused(
          BbsStep.CHALLENGE,
          () ->
              wrong.verifyProof(
                  key, BbsProof.parse(CURVE, proof), HEADER, PRESENTATION, SHOWN, shownMessages));
      refused(BbsStep.SIGNATURE_EQUATION, () -> wrong.verify(key, signature, HEADER, messages));
    }
  }

  @Test
  void refusesOtherShownMessages() {
    List<Scalar> changed = List.of(Scalar.of(2), Scalar.of(-1));
    List<Scalar> swapped = new ArrayList<>(shownMessages);
    Collections.reverse(swapped);
    for (List<Scalar> wrong : List.of(changed, swapped)) {
      refused(BbsStep.CHALLENGE, () -> verify(proof, key, HEADER, PRESENTATION, SHOWN, wrong));
    }
    refused(
        BbsStep.MESSAGE_COUNT,
        () -> verify(proof, key, HEADER, PRESENTATION, SHOWN, List.of(Scalar.of(1))));
  }

  @Test
  void refusesOtherIndexes() {
    for (List<Integer> wrong :
        List.of(List.of(1, 1), List.of(3, 1), List.of(-1, 3), List.of(1, 5), List.of(1, 1 << 30))) {
      refused(
          BbsStep.INDEXES, () -> verify(proof, key, HEADER, PRESENTATION, wrong, shownMessages));
      refused(
          BbsStep.INDEXES,
          () ->
              bbs.startProof(key, signature, HEADER, messages, wrong, RandomScalars.from(random)));
    }
    for (List<Integer> wrong : List.of(List.of(0, 3), List.of(1, 4), List.of(2, 3))) {
      refused(
          BbsStep.CHALLENGE, () -> verify(proof, key, HEADER, PRESENTATION, wrong, shownMessages));
    }
  }

  @Test
  void refusesProofOfForgedSignature() {
    BbsSignature forged = new BbsSignature(CURVE.g1(), Scalar.of(7));
    byte[] cheat = prove(bbs, key, forged);
    refusedProof(BbsStep.PROOF_EQUATION, cheat);
    refused(BbsStep.SIGNATURE_EQUATION, () -> bbs.verify(key, forged, HEADER, messages));
  }

  @Test
  void refusesChangedSignedMessages() {
    List<Scalar> changed = new ArrayList<>(messages);
    changed.set(4, Scalar.of(6));
    List<Scalar> swapped = new ArrayList<>(messages);
    Collections.swap(swapped, 1, 2);
    List<Scalar> longer = new ArrayList<>(messages);
    longer.add(Scalar.ZERO);
    for (List<Scalar> wrong : List.of(changed, swapped, longer, messages.subList(0, 4))) {
      refused(BbsStep.SIGNATURE_EQUATION, () -> bbs.verify(key, signature, HEADER, wrong));
    }
    refused(BbsStep.SIGNATURE_EQUATION, () -> bbs.verify(key, signature, new byte[0], messages));
    refused(
        BbsStep.MESSAGE_COUNT,
        () -> bbs.verify(key, signature, HEADER, Collections.nCopies(1025, Scalar.ONE)));
  }

  private void refusedProof(BbsStep step, byte[] encoded) {
    refused(step, () -> verify(encoded, key, HEADER, PRESENTATION, SHOWN, shownMessages));
  }

  private void verify(
      byte[] encoded,
      BbsPublicKey publicKey,
      byte[] header,
      byte[] presentation,
      List<Integer> shown,
      List<Scalar> values)
      throws BbsRefusedException {
    bbs.verifyProof(publicKey, BbsProof.parse(CURVE, encoded), header, presentation, shown, values);
  }

  private byte[] prove(Bbs scheme, BbsPublicKey publicKey, BbsSignature of) {
    try {
      return scheme
          .startProof(publicKey, of, HEADER, messages, SHOWN, RandomScalars.from(random))
          .finish(PRESENTATION)
          .toBytes();
    } catch (BbsRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void refused(BbsStep step, org.junit.jupiter.api.function.Executable cheat) {
    assertEquals(step, assertThrows(BbsRefusedException.class, cheat).step());
  }

  private static byte[] replaced(byte[] good, int at, byte[] part) {
    byte[] bad = good.clone();
    System.arraycopy(part, 0, bad, at, part.length);
    return bad;
  }
}
