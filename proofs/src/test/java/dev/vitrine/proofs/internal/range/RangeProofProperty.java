package dev.vitrine.proofs.internal.range;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.Failure;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever values in whatever ranges: proofs are accepted, and tell no backend from the other. */
class RangeProofProperty {
  private final Random random = new Random(17);

  @Test
  void everyListOfValuesIsProved() throws CurveException {
    for (int i = 0; i < 30; i++) {
      List<RangeOpening> openings = openings(1 + random.nextInt(6), i % 5 == 0 ? 253 : 24);
      int total = openings.stream().mapToInt(RangeOpening::bits).sum();
      RangeProof proof = Values.prove(openings);
      byte[] bytes = proof.toBytes();
      assertEquals(RangeProof.size(total), bytes.length);
      assertEquals(
          "",
          Values.verify(Values.claims(openings), RangeProof.parse(Values.curve(), bytes)),
          "bits " + openings.stream().map(RangeOpening::bits).toList());
    }
  }

  @Test
  void backendsAgree() throws CurveException {
    for (int i = 0; i < 2; i++) {
      List<RangeOpening> openings = openings(1 + random.nextInt(2), 3);
      for (Curve prover : List.of(Values.curve(), Curve.javaBackend())) {
        byte[] bytes =
            new RangeProver(prover)
                .prove(Values.transcript(), openings, new SecureRandom())
                .toBytes();
        for (Curve verifier : List.of(Values.curve(), Curve.javaBackend())) {
          RangeProof parsed = RangeProof.parse(verifier, bytes);
          List<RangeClaim> claims = Values.claims(openings);
          assertEquals("", Values.verify(verifier, Values.transcript(), claims, parsed));
          List<RangeClaim> other = Values.claims(openings(1, 1));
          assertEquals(Values.STEP, Values.verify(verifier, Values.transcript(), other, parsed));
        }
      }
    }
  }

  /** Many proofs of different sizes in one check; the one that is false is found. */
  @Test
  void batchFindsTheFalseProof() {
    List<Equations> all = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      List<RangeOpening> openings = openings(1 + random.nextInt(3), 12);
      RangeProof proof = Values.prove(i == 6 ? openings(1, 12) : openings);
      Equations equations = new Equations();
      new RangeVerifier(Values.curve())
          .gather(Values.transcript(), equations, Values.claims(openings), proof, Values.STEP);
      all.add(equations);
    }
    List<Optional<Failure>> found = Equations.check(Values.curve(), new SecureRandom(), all);
    for (int i = 0; i < 9; i++) {
      assertEquals(i == 6 ? Values.STEP : "", Values.failed(found.get(i)), "proof " + i);
    }
  }

  /** All sizes of tables, the largest full. */
  @Test
  void everyTableServes() {
    for (int values : new int[] {32, 33, 500, 1000}) {
      List<RangeOpening> openings = new ArrayList<>();
      RangeOpening one = Values.opening(random.nextInt(2), 1);
      RangeOpening long64 = Values.opening(BigInteger.ONE.shiftLeft(63), 64);
      for (int j = 0; j < (values == 1000 ? 0 : values); j++) {
        openings.add(one);
      }
      for (int j = 0; j < (values == 1000 ? 64 : 0); j++) {
        openings.add(long64);
      }
      assertEquals("", Values.verify(Values.claims(openings), Values.prove(openings)));
    }
  }

  private List<RangeOpening> openings(int count, int maxBits) {
    List<RangeOpening> openings = new ArrayList<>();
    for (int j = 0; j < count; j++) {
      int bits = 1 + random.nextInt(maxBits);
      BigInteger last = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      BigInteger value =
          switch (random.nextInt(4)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> last;
            default -> new BigInteger(bits, random);
          };
      openings.add(Values.opening(value, bits));
    }
    return openings;
  }
}
