package dev.vitrine.proofs.internal.bbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That signing in bulk gives the very signatures that signing one by one gives. */
class BulkSignerTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] HEADER = "header".getBytes(StandardCharsets.US_ASCII);

  static List<Curve> curves() {
    return BothBackends.all();
  }

  @ParameterizedTest
  @MethodSource("curves")
  void signsAsTheSchemeDoes(Curve curve) throws Exception {
    Bbs bbs = new Bbs(curve, BbsSuite.SHA_256, "test".getBytes(StandardCharsets.US_ASCII));
    BbsSecretKey key = BbsSecretKey.random(RANDOM);
    BbsPublicKey publicKey = key.publicKey(curve);
    BulkSigner signer = new BulkSigner(bbs, key, publicKey, HEADER, 2);
    Scalar last = Scalar.of(Scalar.ORDER.subtract(BigInteger.ONE));
    List<List<Scalar>> lists =
        List.of(
            List.of(Scalar.ONE, Scalar.of(2)),
            List.of(Scalar.random(RANDOM), Scalar.random(RANDOM)),
            List.of(Scalar.ZERO, Scalar.ZERO),
            List.of(last, last),
            List.of(Scalar.of(-1L), Scalar.ZERO));
    List<BbsSignature> signatures = signer.sign(lists);
    assertEquals(lists.size(), signatures.size());
    for (int i = 0; i < lists.size(); i++) {
      assertEquals(bbs.sign(key, publicKey, HEADER, lists.get(i)), signatures.get(i));
      bbs.verify(publicKey, signatures.get(i), HEADER, lists.get(i));
    }
    assertEquals(List.of(), signer.sign(List.of()));
    List<List<Scalar>> wrong = List.of(List.of(Scalar.ONE));
    assertThrows(IllegalArgumentException.class, () -> signer.sign(wrong));
    assertThrows(
        IllegalArgumentException.class, () -> new BulkSigner(bbs, key, publicKey, HEADER, 0));
  }
}
