package dev.vitrine.proofs.internal.sigma;

import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.transcript.Transcript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Equations {@code image = Σ secret·base} that all hold for one list of secrets. Built by prover
 * and verifier alike, each from what it holds as public; whatever of it a foreign proof brought is
 * judged when the proof is gathered. Not safe for threads.
 */
public final class LinearRelation {
  /**
   * A product of a sum.
   *
   * @param secret the secret's index
   * @param base the public point it multiplies
   */
  public record Term(int secret, G1Point base) {}

  /**
   * One equation.
   *
   * @param step the check that fails if it does not hold
   * @param reason what that means, for people
   * @param image the public sum
   * @param terms the products, each secret at most once
   */
  public record Equation(String step, String reason, G1Point image, List<Term> terms) {
    /** Copies the list. */
    public Equation {
      terms = List.copyOf(terms);
    }
  }

  private final List<Equation> equations = new ArrayList<>();
  private int secrets;

  /** Allocates a secret; the first has index 0. */
  public int secret() {
    return secrets++;
  }

  /**
   * Adds {@code image = Σ secret·base}.
   *
   * @param step the check that fails if it does not hold
   * @param reason what that means, for people
   * @throws IllegalArgumentException if there is no term, or a secret is unknown or occurs twice
   */
  public LinearRelation equation(String step, String reason, G1Point image, List<Term> terms) {
    Set<Integer> seen = new HashSet<>();
    for (Term term : terms) {
      if (term.secret() < 0 || term.secret() >= secrets || !seen.add(term.secret())) {
        throw new IllegalArgumentException("a term's secret is unknown or occurs twice");
      }
    }
    if (terms.isEmpty()) {
      throw new IllegalArgumentException("an equation has at least one term");
    }
    equations.add(new Equation(step, reason, image, terms));
    return this;
  }

  /** How many secrets there are. */
  public int secrets() {
    return secrets;
  }

  /** The equations, in order. */
  public List<Equation> equations() {
    return List.copyOf(equations);
  }

  /** Absorbs the whole relation: how many secrets, and each equation's image and terms. */
  public void absorb(Transcript transcript) {
    transcript.integer(secrets).integer(equations.size());
    for (Equation equation : equations) {
      transcript.point(equation.image()).integer(equation.terms().size());
      for (Term term : equation.terms()) {
        transcript.integer(term.secret()).point(term.base());
      }
    }
  }

  /**
   * What makes the relation say less than it seems to (the draft's §3.3): no equation, a secret in
   * none of them, or a point that is the identity.
   */
  Optional<String> fault() {
    if (equations.isEmpty()) {
      return Optional.of("a relation has no equation");
    }
    Set<Integer> used = new HashSet<>();
    for (Equation equation : equations) {
      if (equation.image().isIdentity()) {
        return Optional.of("an equation's image is the identity");
      }
      for (Term term : equation.terms()) {
        if (term.base().isIdentity()) {
          return Optional.of("an equation's base is the identity");
        }
        used.add(term.secret());
      }
    }
    return used.size() < secrets ? Optional.of("a secret occurs in no equation") : Optional.empty();
  }
}
