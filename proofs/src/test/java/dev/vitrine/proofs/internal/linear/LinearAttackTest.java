package dev.vitrine.proofs.internal.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.equation.Failure;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is false, or not what was proved, is refused at step link. */
class LinearAttackTest {
  private static final Curve CURVE = Curve.current();
  private static final Pedersen PEDERSEN = Pedersen.of(CURVE);
  private static final SecureRandom SECURE = new SecureRandom();

  private final Random random = new Random(61);

  /** The whole witness is as claimed, but for one value, by one. */
  @Test
  void valueThatIsNotInTheColumn() {
    for (int position : new int[] {0, 7, 8, 99}) {
      OpenedColumn column = Claimed.column(CURVE, random, 100);
      List<Scalar> values = new ArrayList<>(column.values());
      values.set(position, values.get(position).add(Scalar.ONE));
      OpenedColumn wrong = new OpenedColumn(column.commitment(), values, column.blinding());
      refused(Claimed.of(CURVE, List.of(wrong), List.of(Form.at(position))));
    }
  }

  /** A value that no form touches is still part of the column that has to be opened. */
  @Test
  void columnOpenedOtherwise() {
    OpenedColumn column = Claimed.column(CURVE, random, 20);
    List<Scalar> values = new ArrayList<>(column.values());
    values.set(5, values.get(5).add(Scalar.ONE));
    refused(
        Claimed.of(
            CURVE,
            List.of(new OpenedColumn(column.commitment(), values, column.blinding())),
            List.of(Form.at(6))));
    refused(
        Claimed.of(
            CURVE,
            List.of(
                new OpenedColumn(
                    column.commitment(), column.values(), column.blinding().add(Scalar.ONE))),
            List.of(Form.at(6))));
    // a column that goes on beyond what is opened of it
    refused(
        Claimed.of(
            CURVE,
            List.of(
                new OpenedColumn(
                    column.commitment(), column.values().subList(0, 16), column.blinding())),
            List.of(Form.at(6))));
  }

  @Test
  void targetOfAnotherValueOrBlinding() {
    Claimed claimed = Claimed.random(CURVE, random, 2, 12);
    Scalar more = claimed.value().add(Scalar.ONE);
    refused(
        claimed.withTarget(
            claimed.value(), claimed.blinding(), PEDERSEN.commit(more, claimed.blinding())));
    refused(
        claimed.withTarget(claimed.value(), claimed.blinding().add(Scalar.ONE), claimed.target()));
    refused(claimed.withTarget(claimed.value(), Scalar.ZERO, claimed.target()));
    refused(claimed.withTarget(claimed.value(), claimed.blinding(), G1Point.IDENTITY));
    // the value on the generator of blindings
    refused(
        claimed.withTarget(
            claimed.value(),
            claimed.blinding(),
            PEDERSEN.commit(claimed.blinding(), claimed.value())));
  }

  /** A good proof says nothing of any other claim. */
  @Test
  void proofOfAnotherClaim() {
    Claimed claimed = Claimed.random(CURVE, random, 3, 40);
    LinearProof proof = claimed.prove();
    assertEquals(Optional.empty(), claimed.verify(proof));
    List<ColumnClaim> claims = claimed.claims();
    for (int b = 0; b < 3; b++) {
      ColumnClaim claim = claims.get(b);
      OpenedColumn column = claimed.columns().get(b);
      // the same values in another batch: other blinding, other commitment
      G1Point twin = Claimed.column(CURVE, column.values(), Scalar.random(SECURE)).commitment();
      otherClaim(claimed, proof, b, new ColumnClaim(twin, claim.form()));
      otherClaim(claimed, proof, b, new ColumnClaim(G1Point.IDENTITY, claim.form()));
      otherClaim(claimed, proof, b, new ColumnClaim(claim.commitment().negate(), claim.form()));
      int[] positions = claim.form().positions();
      int last = positions.length - 1;
      positions[last] = positions[last] + 1;
      otherClaim(
          claimed,
          proof,
          b,
          new ColumnClaim(claim.commitment(), new Form(positions, claim.form().weights())));
      List<Scalar> weights = new ArrayList<>(claim.form().weights());
      weights.set(last, weights.get(last).add(Scalar.ONE));
      otherClaim(
          claimed,
          proof,
          b,
          new ColumnClaim(claim.commitment(), new Form(claim.form().positions(), weights)));
    }
    List<ColumnClaim> swapped = new ArrayList<>(claims);
    Collections.swap(swapped, 0, 1);
    assertRefused(claimed.verify(Claimed.transcript(), swapped, claimed.target(), proof));
    List<ColumnClaim> crossed =
        List.of(
            new ColumnClaim(claims.get(1).commitment(), claims.get(0).form()),
            new ColumnClaim(claims.get(0).commitment(), claims.get(1).form()),
            claims.get(2));
    assertRefused(claimed.verify(Claimed.transcript(), crossed, claimed.target(), proof));
    assertRefused(
        claimed.verify(Claimed.transcript(), claims.subList(0, 2), claimed.target(), proof));
    List<ColumnClaim> more = new ArrayList<>(claims);
    more.add(claims.get(0));
    assertRefused(claimed.verify(Claimed.transcript(), more, claimed.target(), proof));
    for (G1Point target :
        List.of(
            CURVE.add(claimed.target(), PEDERSEN.value()),
            CURVE.add(claimed.target(), PEDERSEN.blinding()),
            claimed.target().negate(),
            G1Point.IDENTITY)) {
      assertRefused(claimed.verify(Claimed.transcript(), claims, target, proof));
    }
  }

  /** Merging adds columns of equal forms: it must not let them trade values elsewhere. */
  @Test
  void mergedColumns() {
    OpenedColumn one = Claimed.column(CURVE, random, 10);
    OpenedColumn two = Claimed.column(CURVE, random, 10);
    Claimed claimed = Claimed.of(CURVE, List.of(one, two), List.of(Form.sum(1, 2), Form.sum(1, 2)));
    LinearProof proof = claimed.prove();
    assertEquals(0, proof.crossTerms().size());
    // one column twice instead of both
    ColumnClaim first = claimed.claims().get(0);
    assertRefused(
        claimed.verify(Claimed.transcript(), List.of(first, first), claimed.target(), proof));
    // a form that differs in its last weight is another form, and is not merged
    Form near = new Form(new int[] {1, 2}, List.of(Scalar.ONE, Scalar.of(2)));
    assertNotEquals(Form.sum(1, 2), near);
    assertRefused(
        claimed.verify(
            Claimed.transcript(),
            List.of(first, new ColumnClaim(two.commitment(), near)),
            claimed.target(),
            proof));
    // what differs in sum only: the prover moves one from a column to the other, for unequal forms
    List<Scalar> up = new ArrayList<>(one.values());
    up.set(1, up.get(1).add(Scalar.ONE));
    List<Scalar> down = new ArrayList<>(two.values());
    down.set(1, down.get(1).subtract(Scalar.ONE));
    refused(
        Claimed.of(
            CURVE,
            List.of(
                new OpenedColumn(one.commitment(), up, one.blinding()),
                new OpenedColumn(two.commitment(), down, two.blinding())),
            List.of(Form.sum(1, 2), near)));
  }

  /** Public sums over batches: off by one, one record left out, one counted twice. */
  @Test
  void sums() {
    int[] all = {0, 1, 2, 3, 4};
    List<OpenedColumn> columns = new ArrayList<>();
    List<Form> forms = new ArrayList<>();
    for (int b = 0; b < 4; b++) {
      List<Scalar> values = new ArrayList<>();
      for (int k = 0; k < 5; k++) {
        values.add(Scalar.of(1 + random.nextInt(1000)));
      }
      columns.add(Claimed.column(CURVE, values, Scalar.random(SECURE)));
      forms.add(b == 3 ? Form.sum(0, 2) : Form.sum(all));
    }
    Claimed claimed = Claimed.of(CURVE, columns, forms, Scalar.ZERO);
    LinearProof proof = claimed.prove();
    assertEquals(Optional.empty(), claimed.verify(proof));
    for (Scalar off : List.of(Scalar.ONE, Scalar.ONE.negate(), Scalar.of(1000))) {
      G1Point target = PEDERSEN.commit(claimed.value().add(off), Scalar.ZERO);
      assertRefused(claimed.verify(Claimed.transcript(), claimed.claims(), target, proof));
      refused(claimed.withTarget(claimed.value(), Scalar.ZERO, target));
    }
    Form without = Form.sum(0, 1, 2, 3);
    Form twice =
        new Form(all, List.of(Scalar.ONE, Scalar.of(2), Scalar.ONE, Scalar.ONE, Scalar.ONE));
    for (Form cheat : List.of(without, twice)) {
      List<Form> other = new ArrayList<>(forms);
      other.set(1, cheat);
      Claimed cheated = Claimed.of(CURVE, columns, other, Scalar.ZERO);
      assertNotEquals(claimed.value(), cheated.value());
      // shown as if it were the sum of all
      assertRefused(
          claimed.verify(
              Claimed.transcript(), claimed.claims(), cheated.target(), cheated.prove()));
    }
    // a sum's target must have no blinding: this one would hide another sum
    Claimed blinded = Claimed.of(CURVE, columns, forms);
    assertRefused(
        claimed.verify(Claimed.transcript(), claimed.claims(), claimed.target(), blinded.prove()));
  }

  /** Every part of a proof, altered alone. */
  @Test
  void everyPartAltered() {
    Claimed claimed = Claimed.random(CURVE, random, 3, 64);
    LinearProof proof = claimed.prove();
    List<LinearProof> altered = new ArrayList<>();
    for (int i = 0; i < proof.crossTerms().size(); i++) {
      altered.add(crossTerms(proof, replaced(proof.crossTerms(), i, this::moved)));
    }
    List<G1Point> turned = new ArrayList<>(proof.crossTerms());
    Collections.reverse(turned);
    altered.add(crossTerms(proof, turned));
    altered.add(crossTerms(proof, proof.crossTerms().subList(0, 2)));
    altered.add(crossTerms(proof, List.of()));
    List<G1Point> more = new ArrayList<>(proof.crossTerms());
    more.addAll(proof.crossTerms().subList(0, 2));
    altered.add(crossTerms(proof, more));
    for (int i = 0; i < proof.rounds().size(); i++) {
      altered.add(
          rounds(
              proof,
              replaced(proof.rounds(), i, r -> new LinearProof.Round(moved(r.left()), r.right()))));
      altered.add(
          rounds(
              proof,
              replaced(proof.rounds(), i, r -> new LinearProof.Round(r.left(), moved(r.right())))));
      altered.add(
          rounds(
              proof, replaced(proof.rounds(), i, r -> new LinearProof.Round(r.right(), r.left()))));
    }
    for (int i = 0; i < proof.last().size(); i++) {
      altered.add(last(proof, replaced(proof.last(), i, s -> s.add(Scalar.ONE))));
    }
    altered.add(
        new LinearProof(
            64,
            proof.crossTerms(),
            moved(proof.columnMask()),
            proof.targetMask(),
            proof.rounds(),
            proof.columnResponse(),
            proof.targetResponse(),
            proof.last()));
    altered.add(
        new LinearProof(
            64,
            proof.crossTerms(),
            proof.columnMask(),
            moved(proof.targetMask()),
            proof.rounds(),
            proof.columnResponse(),
            proof.targetResponse(),
            proof.last()));
    altered.add(
        new LinearProof(
            64,
            proof.crossTerms(),
            proof.columnMask(),
            proof.targetMask(),
            proof.rounds(),
            proof.columnResponse().add(Scalar.ONE),
            proof.targetResponse(),
            proof.last()));
    altered.add(
        new LinearProof(
            64,
            proof.crossTerms(),
            proof.columnMask(),
            proof.targetMask(),
            proof.rounds(),
            proof.columnResponse(),
            proof.targetResponse().add(Scalar.ONE),
            proof.last()));
    for (LinearProof each : altered) {
      assertRefused(claimed.verify(each));
    }
  }

  /** Challenges depend on all that the caller absorbed before. */
  @Test
  void replayOnAnotherTranscript() {
    Claimed claimed = Claimed.random(CURVE, random, 1, 16);
    LinearProof proof = claimed.prove();
    for (Transcript other :
        List.of(
            new Transcript("test"),
            new Transcript("test").bytes(new byte[] {1, 2, 4}),
            new Transcript("test2").bytes(new byte[] {1, 2, 3}),
            Claimed.transcript().integer(0))) {
      assertRefused(claimed.verify(other, claimed.claims(), claimed.target(), proof));
    }
  }

  /** A proof for 16 positions is none for 256, though the columns would fit. */
  @Test
  void proofOfAnotherLength() {
    Claimed claimed = Claimed.random(CURVE, random, 1, 16);
    Optional<Failure> failure =
        claimed.verify(
            Claimed.transcript(),
            List.of(new ColumnClaim(claimed.claims().get(0).commitment(), Form.at(16))),
            claimed.target(),
            claimed.prove());
    assertRefused(failure);
    assertTrue(failure.orElseThrow().reason().contains("positions"));
  }

  private void otherClaim(Claimed claimed, LinearProof proof, int at, ColumnClaim other) {
    List<ColumnClaim> claims = new ArrayList<>(claimed.claims());
    claims.set(at, other);
    assertRefused(claimed.verify(Claimed.transcript(), claims, claimed.target(), proof));
  }

  private static void refused(Claimed claimed) {
    assertRefused(claimed.verify(claimed.prove()));
  }

  private static void assertRefused(Optional<Failure> failure) {
    assertEquals("link", failure.orElseThrow().step());
  }

  private G1Point moved(G1Point point) {
    return CURVE.add(point, CURVE.g1());
  }

  private static <T> List<T> replaced(
      List<T> list, int at, java.util.function.UnaryOperator<T> change) {
    List<T> other = new ArrayList<>(list);
    other.set(at, change.apply(list.get(at)));
    return other;
  }

  private static LinearProof crossTerms(LinearProof proof, List<G1Point> crossTerms) {
    return new LinearProof(
        proof.length(),
        crossTerms,
        proof.columnMask(),
        proof.targetMask(),
        proof.rounds(),
        proof.columnResponse(),
        proof.targetResponse(),
        proof.last());
  }

  private static LinearProof rounds(LinearProof proof, List<LinearProof.Round> rounds) {
    return new LinearProof(
        proof.length(),
        proof.crossTerms(),
        proof.columnMask(),
        proof.targetMask(),
        rounds,
        proof.columnResponse(),
        proof.targetResponse(),
        proof.last());
  }

  private static LinearProof last(LinearProof proof, List<Scalar> last) {
    return new LinearProof(
        proof.length(),
        proof.crossTerms(),
        proof.columnMask(),
        proof.targetMask(),
        proof.rounds(),
        proof.columnResponse(),
        proof.targetResponse(),
        last);
  }
}
