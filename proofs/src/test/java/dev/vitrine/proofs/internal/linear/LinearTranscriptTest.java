package dev.vitrine.proofs.internal.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Each item that is absorbed, altered alone, changes every challenge after it and none before: no
 * challenge can be known before what it answers is fixed.
 */
class LinearTranscriptTest {
  /** Everything absorbed, in order, and the number of challenges drawn before it. */
  private record Items(
      Transcript before,
      int length,
      List<ColumnClaim> claims,
      G1Point target,
      List<G1Point> crossTerms,
      G1Point columnMask,
      G1Point targetMask,
      Scalar columnResponse,
      Scalar targetResponse,
      List<LinearProof.Round> rounds,
      List<Scalar> last) {}

  private final Curve curve = Curve.current();
  private int next = 1;

  @Test
  void everyItemIsBound() {
    altered(0, i -> with(i, Claimed.transcript().integer(1), i.length, i.claims, i.target));
    altered(0, i -> with(i, i.before, 2 * i.length, i.claims, i.target));
    altered(0, i -> with(i, i.before, i.length, i.claims.subList(0, 1), i.target));
    altered(0, i -> with(i, i.before, i.length, reversed(i.claims), i.target));
    altered(0, i -> with(i, i.before, i.length, i.claims, point()));
    altered(0, i -> claim(i, new ColumnClaim(point(), i.claims.get(1).form())));
    altered(0, i -> form(i, new Form(new int[] {1, 3}, weights(1, 2))));
    altered(0, i -> form(i, new Form(new int[] {1, 2}, weights(1, 3))));
    altered(0, i -> form(i, new Form(new int[] {1}, weights(1))));
    altered(0, i -> form(i, new Form(new int[] {1, 2, 3}, weights(1, 2, 0))));
    altered(0, i -> crossTerms(i, List.of(point(), i.crossTerms.get(1))));
    altered(0, i -> crossTerms(i, List.of(i.crossTerms.get(0), point())));
    altered(0, i -> crossTerms(i, reversed(i.crossTerms)));
    altered(0, i -> crossTerms(i, List.of()));
    altered(1, i -> answer(i, point(), i.targetMask, i.columnResponse, i.targetResponse));
    altered(1, i -> answer(i, i.columnMask, point(), i.columnResponse, i.targetResponse));
    altered(1, i -> answer(i, i.targetMask, i.columnMask, i.columnResponse, i.targetResponse));
    altered(2, i -> answer(i, i.columnMask, i.targetMask, scalar(), i.targetResponse));
    altered(2, i -> answer(i, i.columnMask, i.targetMask, i.columnResponse, scalar()));
    altered(3, i -> round(i, 0, new LinearProof.Round(point(), i.rounds.get(0).right())));
    altered(3, i -> round(i, 0, new LinearProof.Round(i.rounds.get(0).left(), point())));
    altered(4, i -> round(i, 1, new LinearProof.Round(point(), i.rounds.get(1).right())));
    altered(4, i -> round(i, 1, new LinearProof.Round(i.rounds.get(1).left(), point())));
    altered(5, i -> last(i, List.of(i.last.get(0), scalar())));
    altered(5, i -> last(i, List.of(scalar(), i.last.get(1))));
  }

  private void altered(int first, UnaryOperator<Items> change) {
    next = 1;
    List<Scalar> honest = challenges(items());
    next = 1;
    Items items = items();
    List<Scalar> other = challenges(change.apply(items));
    assertEquals(6, honest.size());
    for (int i = 0; i < 6; i++) {
      if (i < first) {
        assertEquals(honest.get(i), other.get(i), "challenge " + i);
      } else {
        assertNotEquals(honest.get(i), other.get(i), "challenge " + i);
      }
    }
  }

  private static List<Scalar> challenges(Items items) {
    List<Scalar> drawn = new ArrayList<>();
    LinearTranscript transcript =
        new LinearTranscript(items.before, items.claims, items.target, items.length);
    drawn.add(transcript.joining(items.crossTerms));
    drawn.add(transcript.answered(items.columnMask, items.targetMask));
    drawn.add(transcript.valued(items.columnResponse, items.targetResponse));
    items.rounds.forEach(round -> drawn.add(transcript.halving(round)));
    transcript.end(items.last);
    drawn.add(items.before.challenge());
    return drawn;
  }

  private Items items() {
    return new Items(
        Claimed.transcript(),
        32,
        List.of(
            new ColumnClaim(point(), Form.at(4)),
            new ColumnClaim(point(), new Form(new int[] {1, 2}, weights(1, 2)))),
        point(),
        List.of(point(), point()),
        point(),
        point(),
        scalar(),
        scalar(),
        List.of(new LinearProof.Round(point(), point()), new LinearProof.Round(point(), point())),
        List.of(scalar(), scalar()));
  }

  private static Items with(
      Items i, Transcript before, int length, List<ColumnClaim> claims, G1Point target) {
    return new Items(
        before,
        length,
        claims,
        target,
        i.crossTerms,
        i.columnMask,
        i.targetMask,
        i.columnResponse,
        i.targetResponse,
        i.rounds,
        i.last);
  }

  private static Items claim(Items i, ColumnClaim second) {
    return with(i, i.before, i.length, List.of(i.claims.get(0), second), i.target);
  }

  private static Items form(Items i, Form second) {
    return claim(i, new ColumnClaim(i.claims.get(1).commitment(), second));
  }

  private static Items crossTerms(Items i, List<G1Point> crossTerms) {
    return new Items(
        i.before,
        i.length,
        i.claims,
        i.target,
        crossTerms,
        i.columnMask,
        i.targetMask,
        i.columnResponse,
        i.targetResponse,
        i.rounds,
        i.last);
  }

  private static Items answer(
      Items i, G1Point columnMask, G1Point targetMask, Scalar column, Scalar target) {
    return new Items(
        i.before,
        i.length,
        i.claims,
        i.target,
        i.crossTerms,
        columnMask,
        targetMask,
        column,
        target,
        i.rounds,
        i.last);
  }

  private static Items round(Items i, int at, LinearProof.Round round) {
    List<LinearProof.Round> rounds = new ArrayList<>(i.rounds);
    rounds.set(at, round);
    return rest(i, rounds, i.last);
  }

  private static Items last(Items i, List<Scalar> last) {
    return rest(i, i.rounds, last);
  }

  private static Items rest(Items i, List<LinearProof.Round> rounds, List<Scalar> last) {
    return new Items(
        i.before,
        i.length,
        i.claims,
        i.target,
        i.crossTerms,
        i.columnMask,
        i.targetMask,
        i.columnResponse,
        i.targetResponse,
        rounds,
        last);
  }

  private static <T> List<T> reversed(List<T> list) {
    return List.of(list.get(1), list.get(0));
  }

  private static List<Scalar> weights(long... weights) {
    return java.util.Arrays.stream(weights).mapToObj(Scalar::of).toList();
  }

  private G1Point point() {
    return curve.multiply(curve.g1(), scalar());
  }

  private Scalar scalar() {
    return Scalar.of(next++);
  }
}
