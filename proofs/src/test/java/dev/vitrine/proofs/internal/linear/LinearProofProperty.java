package dev.vitrine.proofs.internal.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.proofs.internal.curve.BothBackends;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random columns and forms, few and many, equal and different: true claims pass, others don't. */
class LinearProofProperty {
  @Test
  void trueClaimsPassAndFalseOnesDoNot() throws CurveException {
    Random random = new Random(64);
    for (int i = 0; i < 20; i++) {
      check(Curve.nativeBackend(), random, 1 + i % 10, 1 + random.nextInt(i % 10 == 0 ? 256 : 40));
    }
  }

  @Test
  void inPureJavaToo() throws CurveException {
    Random random = new Random(65);
    for (int i = 0; i < 2; i++) {
      check(Curve.javaBackend(), random, 1 + i, 1 + random.nextInt(12));
    }
  }

  private static void check(Curve curve, Random random, int count, int values)
      throws CurveException {
    List<OpenedColumn> columns = new ArrayList<>();
    List<Form> forms = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      boolean again = b > 0 && random.nextInt(3) == 0;
      Form form = again ? forms.get(random.nextInt(b)) : Claimed.form(random, values);
      forms.add(form);
      columns.add(Claimed.column(curve, random, 1 + random.nextInt(values)));
    }
    Claimed claimed = Claimed.of(curve, columns, forms);
    byte[] bytes = claimed.prove().toBytes();
    int distinct = (int) forms.stream().distinct().count();
    int longest =
        Math.max(
            forms.stream().mapToInt(form -> form.highest() + 1).max().orElse(0),
            columns.stream().mapToInt(column -> column.values().size()).max().orElse(0));
    int log = Math.max(3, 32 - Integer.numberOfLeadingZeros(longest - 1));
    assertEquals(418 + 96 * (log - 3) + 96 * (distinct - 1), bytes.length);
    for (Curve verifier : BothBackends.all()) {
      LinearProof proof = LinearProof.parse(verifier, bytes);
      Claimed seen =
          new Claimed(
              verifier,
              claimed.columns(),
              claimed.forms(),
              claimed.value(),
              claimed.blinding(),
              claimed.target());
      if (verifier.equals(curve) || values <= 6) {
        assertEquals(Optional.empty(), seen.verify(proof));
        G1Point other =
            Pedersen.of(verifier)
                .commit(
                    claimed.value().add(Scalar.of(1L + random.nextInt(9))),
                    random.nextBoolean() ? claimed.blinding() : Scalar.random(new SecureRandom()));
        assertEquals(
            "link",
            seen.verify(Claimed.transcript(), seen.claims(), other, proof).orElseThrow().step());
      }
    }
  }
}
