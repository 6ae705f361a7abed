package dev.vitrine.proofs.internal.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A proof about eight values is the Σ-protocol before any halving: a simulator that knows no
 * opening makes transcripts of it that satisfy the same equations and look the same.
 */
class LinearZeroKnowledgeTest {
  private static final int RUNS = 300;
  private static final Curve CURVE = Curve.current();
  private static final ColumnGenerators GENERATORS = ColumnGenerators.of(CURVE);
  private static final Pedersen PEDERSEN = Pedersen.of(CURVE);
  private static final SecureRandom SECURE = new SecureRandom();

  /** What an observer sees of one run with the verifier's challenge. */
  private record Seen(
      G1Point columnMask,
      G1Point targetMask,
      Scalar challenge,
      List<Scalar> values,
      Scalar columnResponse,
      Scalar targetResponse) {
    byte[] bytes() {
      byte[] all = new byte[48 + 48 + 32 * 11];
      System.arraycopy(columnMask.toBytes(), 0, all, 0, 48);
      System.arraycopy(targetMask.toBytes(), 0, all, 48, 48);
      List<Scalar> scalars = new ArrayList<>(values);
      scalars.addAll(List.of(columnResponse, targetResponse, challenge));
      for (int i = 0; i < scalars.size(); i++) {
        System.arraycopy(scalars.get(i).toBytes(), 0, all, 96 + 32 * i, 32);
      }
      return all;
    }
  }

  @Test
  void simulatorAndProverLookAlike() {
    Claimed zeros = claimed(Scalar.ZERO);
    Claimed large = claimed(Scalar.of(-1));
    int[][] counts = new int[3][];
    List<List<Seen>> runs = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < RUNS; i++) {
      runs.get(0).add(proved(zeros));
      runs.get(1).add(proved(large));
      runs.get(2).add(simulated(large));
    }
    for (int kind = 0; kind < 3; kind++) {
      Claimed of = kind == 0 ? zeros : large;
      runs.get(kind).subList(0, 20).forEach(seen -> assertAccepted(of, seen));
      counts[kind] = ones(runs.get(kind));
    }
    // per bit the difference of two counts is within six standard deviations; the fixed bits agree
    double bound = 6 * Math.sqrt(RUNS / 2.0);
    for (int bit = 0; bit < counts[0].length; bit++) {
      assertTrue(Math.abs(counts[0][bit] - counts[1][bit]) <= bound, "values, bit " + bit);
      assertTrue(Math.abs(counts[1][bit] - counts[2][bit]) <= bound, "simulator, bit " + bit);
    }
  }

  /** Masks are fresh for each proof: two proofs of one claim have nothing in common. */
  @Test
  void nothingIsUsedTwice() {
    Claimed claimed = Claimed.random(CURVE, new Random(66), 2, 30);
    LinearProof one = claimed.prove();
    LinearProof two = claimed.prove();
    List<Object> parts = new ArrayList<>();
    for (LinearProof proof : List.of(one, two)) {
      parts.addAll(proof.crossTerms());
      parts.addAll(List.of(proof.columnMask(), proof.targetMask()));
      proof.rounds().forEach(round -> parts.addAll(List.of(round.left(), round.right())));
      parts.addAll(List.of(proof.columnResponse(), proof.targetResponse()));
      parts.addAll(proof.last());
    }
    assertEquals(parts.size(), parts.stream().distinct().count());
  }

  @Test
  void nothingHiddenIsInTheBytes() {
    Claimed claimed = Claimed.random(CURVE, new Random(67), 3, 30);
    String hex = HexFormat.of().formatHex(claimed.prove().toBytes());
    List<Scalar> hidden = new ArrayList<>(List.of(claimed.value(), claimed.blinding()));
    for (OpenedColumn column : claimed.columns()) {
      column.values().stream().filter(value -> !value.isZero()).forEach(hidden::add);
      hidden.add(column.blinding());
    }
    for (Scalar secret : hidden) {
      byte[] bytes = secret.toBytes();
      // long random numbers: a quarter of one would not be there by chance
      assertFalse(hex.contains(HexFormat.of().formatHex(Arrays.copyOfRange(bytes, 24, 32))));
      G1Point bare = CURVE.multiply(PEDERSEN.value(), secret);
      assertFalse(hex.contains(HexFormat.of().formatHex(bare.toBytes())));
    }
  }

  private static Claimed claimed(Scalar value) {
    List<Scalar> values = new ArrayList<>();
    for (int k = 0; k < 8; k++) {
      values.add(value);
    }
    OpenedColumn column = Claimed.column(CURVE, values, Scalar.random(SECURE));
    return Claimed.of(CURVE, List.of(column), List.of(Form.sum(1, 6)));
  }

  private static Seen proved(Claimed claimed) {
    LinearProof proof = claimed.prove();
    LinearTranscript transcript =
        new LinearTranscript(Claimed.transcript(), claimed.claims(), claimed.target(), 8);
    transcript.joining(proof.crossTerms());
    return new Seen(
        proof.columnMask(),
        proof.targetMask(),
        transcript.answered(proof.columnMask(), proof.targetMask()),
        proof.last(),
        proof.columnResponse(),
        proof.targetResponse());
  }

  /** Challenge and responses first, then the masks that fit: no opening is used. */
  private static Seen simulated(Claimed claimed) {
    Scalar challenge = Scalar.random(SECURE);
    List<Scalar> values = new ArrayList<>();
    for (int k = 0; k < 8; k++) {
      values.add(Scalar.random(SECURE));
    }
    Scalar columnResponse = Scalar.random(SECURE);
    Scalar targetResponse = Scalar.random(SECURE);
    G1Point commitment = claimed.claims().get(0).commitment();
    return new Seen(
        CURVE.subtract(column(values, columnResponse), CURVE.multiply(commitment, challenge)),
        CURVE.subtract(
            PEDERSEN.commit(values.get(1).add(values.get(6)), targetResponse),
            CURVE.multiply(claimed.target(), challenge)),
        challenge,
        values,
        columnResponse,
        targetResponse);
  }

  /** The two equations of the Σ-protocol, written out again with nothing of the verifier's. */
  private static void assertAccepted(Claimed claimed, Seen seen) {
    G1Point commitment = claimed.claims().get(0).commitment();
    assertEquals(
        column(seen.values, seen.columnResponse),
        CURVE.add(seen.columnMask, CURVE.multiply(commitment, seen.challenge)));
    assertEquals(
        PEDERSEN.commit(seen.values.get(1).add(seen.values.get(6)), seen.targetResponse),
        CURVE.add(seen.targetMask, CURVE.multiply(claimed.target(), seen.challenge)));
  }

  private static G1Point column(List<Scalar> values, Scalar blinding) {
    return CURVE.add(
        GENERATORS.positions().msm(values), CURVE.multiply(GENERATORS.blinding(), blinding));
  }

  private static int[] ones(List<Seen> runs) {
    int[] ones = new int[8 * runs.get(0).bytes().length];
    for (Seen seen : runs) {
      byte[] bytes = seen.bytes();
      for (int bit = 0; bit < ones.length; bit++) {
        ones[bit] += bytes[bit / 8] >>> (7 - bit % 8) & 1;
      }
    }
    return ones;
  }
}
