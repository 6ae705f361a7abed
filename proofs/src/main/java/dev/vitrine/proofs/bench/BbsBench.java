package dev.vitrine.proofs.bench;

import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.bbs.BbsProof;
import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.internal.bbs.BbsSuite;
import dev.vitrine.proofs.internal.bbs.RandomScalars;
import dev.vitrine.proofs.internal.curve.BareOperations;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * BBS with 16 messages of which 4 are shown, on the native backend: signing, deriving a proof, and
 * verifying it from its bytes. The limit is the time of the algorithm's own curve operations, done
 * barely: what is above it is hashing, encoding, scalars, copies and Java.
 */
public final class BbsBench {
  private static final int MESSAGES = 16;
  private static final List<Integer> SHOWN = List.of(0, 5, 10, 15);

  private final Bbs bbs = Bbs.standard(Curve.nativeBackend(), BbsSuite.SHA_256);
  private final RandomScalars random = RandomScalars.from(new SecureRandom());
  private final BbsSecretKey secretKey = BbsSecretKey.random(new SecureRandom());
  private final BbsPublicKey publicKey = secretKey.publicKey(bbs.curve());
  private final byte[] header = new byte[32];
  private final byte[] presentation = new byte[32];
  private final List<Scalar> messages = new ArrayList<>();
  private final Stopwatch stopwatch;

  private BbsBench(Duration perOperation) {
    this.stopwatch = new Stopwatch(perOperation);
    for (int i = 0; i < MESSAGES; i++) {
      messages.add(bbs.messageToScalar(new byte[] {(byte) i}));
    }
  }

  /**
   * Runs all of it on the calling thread.
   *
   * @param perOperation about how long to spend on each of the nine timings
   * @throws IllegalStateException if there is no native backend here
   */
  public static List<BenchResult> run(Duration perOperation) {
    try {
      return new BbsBench(perOperation).measure();
    } catch (BbsRefusedException e) {
      throw new IllegalStateException("the benchmark's own proof was refused", e);
    }
  }

  private List<BenchResult> measure() throws BbsRefusedException {
    BbsSignature signature = bbs.sign(secretKey, publicKey, header, messages);
    byte[] proof = derive(signature);
    verify(proof);
    BareOperations bare = new BareOperations();
    int hidden = MESSAGES - SHOWN.size();
    double[] micros =
        stopwatch.micros(
            List.of(
                () -> bbs.sign(secretKey, publicKey, header, messages),
                () -> unchecked(() -> derive(signature)),
                () -> unchecked(() -> verify(proof)),
                bare.multiplyG1(),
                bare.decodeG1(),
                bare.pairings(2),
                bare.msm(3),
                // the shown part of B: shown messages, P1 and Q1
                bare.msm(SHOWN.size() + 2),
                bare.msm(hidden + 2)));
    double multiplication = micros[3];
    double verifying = 3 * micros[4] + micros[5] + micros[6] + micros[7] + micros[8];
    // Q1 and the messages, then A
    int signing = MESSAGES + 2;
    // B's hidden part, D, Abar, Bbar of 2, T1 of 2, T2 of the hidden ones and D
    int deriving = hidden + 6 + hidden + 1;
    return List.of(
        new BenchResult(
            "BBS sign, 16 messages",
            micros[0],
            "µs",
            signing + " constant-time multiplications",
            signing * multiplication),
        new BenchResult(
            "BBS derive, 16 messages, 4 shown",
            micros[1],
            "µs",
            deriving + " constant-time multiplications, MSM of 6",
            deriving * multiplication + micros[7]),
        new BenchResult(
            "BBS verify proof, 16 messages, 4 shown",
            micros[2],
            "µs",
            "3 decodings, MSMs of 3, 6 and 14, pairing product of 2",
            verifying));
  }

  private byte[] derive(BbsSignature signature) throws BbsRefusedException {
    return bbs.startProof(publicKey, signature, header, messages, SHOWN, random)
        .finish(presentation)
        .toBytes();
  }

  private void verify(byte[] encoded) throws BbsRefusedException {
    BbsProof proof = BbsProof.parse(bbs.curve(), encoded);
    List<Scalar> shown = SHOWN.stream().map(messages::get).toList();
    bbs.verifyProof(publicKey, proof, header, presentation, SHOWN, shown);
  }

  private static void unchecked(Step step) {
    try {
      step.run();
    } catch (BbsRefusedException e) {
      throw new IllegalStateException("the benchmark's own proof was refused", e);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws BbsRefusedException;
  }
}
