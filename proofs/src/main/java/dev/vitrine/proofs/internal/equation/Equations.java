package dev.vitrine.proofs.internal.equation;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.G2Point;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that must hold in the groups for one proof to be accepted, in the order of its steps.
 * Nothing is accepted before {@link #check} has said so. Not safe for threads.
 */
public final class Equations {
  /** {@code e(a, p) = e(b, q)}. */
  record Pairing(G1Point a, G2Point p, G1Point b, G2Point q) {}

  /** One of {@code linear} and {@code pairing}, or neither if refused; and whose it is. */
  record Named(Failure failure, Optional<LinearEquation> linear, Optional<Pairing> pairing) {
    boolean refused() {
      return linear.isEmpty() && pairing.isEmpty();
    }
  }

  private final List<Named> all = new ArrayList<>();

  /**
   * Begins an equation {@code Σ kᵢ·Pᵢ = 0}.
   *
   * @param step the check that fails if it does not hold
   * @param reason what that means, for people
   */
  public LinearEquation linear(String step, String reason) {
    LinearEquation equation = new LinearEquation();
    all.add(new Named(new Failure(step, reason), Optional.of(equation), Optional.empty()));
    return equation;
  }

  /** Requires what can't hold: for a proof whose form is wrong already. */
  public void refuse(String step, String reason) {
    all.add(new Named(new Failure(step, reason), Optional.empty(), Optional.empty()));
  }

  /** Requires {@code e(a, p) = e(b, q)}; the same point of G2 should be the same object. */
  public void pairing(String step, String reason, G1Point a, G2Point p, G1Point b, G2Point q) {
    all.add(
        new Named(
            new Failure(step, reason), Optional.empty(), Optional.of(new Pairing(a, p, b, q))));
  }

  /**
   * Checks several proofs' equations at once: their sum under random weights of 128 bits, drawn
   * here and so after all of them were fixed. A false equation passes with a probability of 2^-128.
   * If the sum is not zero, halves are tried until each proof that fails is found.
   *
   * @param proofs one list of equations each
   * @return for each, the first of its equations that does not hold, or empty
   */
  public static List<Optional<Failure>> check(
      Curve curve, SecureRandom random, List<Equations> proofs) {
    List<Optional<Failure>> found = new ArrayList<>();
    search(curve, random, proofs, found);
    return found;
  }

  /** Checks these alone. */
  public Optional<Failure> check(Curve curve, SecureRandom random) {
    return check(curve, random, List.of(this)).get(0);
  }

  private static void search(
      Curve curve, SecureRandom random, List<Equations> proofs, List<Optional<Failure>> found) {
    List<Named> together = new ArrayList<>();
    proofs.forEach(proof -> together.addAll(proof.all));
    if (new WeightedSum(curve, random).holds(together)) {
      proofs.forEach(proof -> found.add(Optional.empty()));
    } else if (proofs.size() == 1) {
      found.add(Optional.of(firstFalse(curve, random, together)));
    } else {
      int half = proofs.size() / 2;
      search(curve, random, proofs.subList(0, half), found);
      search(curve, random, proofs.subList(half, proofs.size()), found);
    }
  }

  private static Failure firstFalse(Curve curve, SecureRandom random, List<Named> equations) {
    for (Named equation : equations) {
      if (!new WeightedSum(curve, random).holds(List.of(equation))) {
        return equation.failure;
      }
    }
    throw new IllegalStateException("a sum of true equations was false");
  }
}
