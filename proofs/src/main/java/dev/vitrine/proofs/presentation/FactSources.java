package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.sets.SetProver;
import dev.vitrine.proofs.internal.sets.SetWitness;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.set.InvalidSetException;
import dev.vitrine.proofs.set.SignedSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a prover needs for facts beside the records: pseudonym key, sets, randomness. */
final class FactSources {
  static final String PROTOCOL = "vitrine/2/presentation";

  private final Curve curve;
  private final SetSource sets;
  private final Optional<NamingKey> naming;
  private final SecureRandom random;

  FactSources(Curve curve, SetSource sets, Optional<NamingKey> naming, SecureRandom random) {
    this.naming = naming;
    this.curve = curve;
    this.sets = sets;
    this.random = random;
  }

  /** The transcript of a presentation: everything follows the whole statement. */
  static Transcript transcript(byte[] statement) {
    return new Transcript(PROTOCOL).bytes(statement);
  }

  /** The proof of a plan's facts, and those of its memberships, begun. */
  record Begun(FactsProver facts, List<SetProver> sets) {}

  /**
   * Commits to the plan's variables.
   *
   * @param value the scalar of a slot's value
   * @throws IllegalArgumentException if slots that are claimed to be equal are not, or a value is
   *     not in a set, or in it, as is claimed
   */
  Begun begin(Statement statement, FactPlan plan, Function<SlotRef, Scalar> value) {
    List<Scalar> values = new ArrayList<>();
    for (FactPlan.Variable variable : plan.variables()) {
      List<Scalar> all = variable.refs().stream().map(value).distinct().toList();
      if (all.size() > 1) {
        throw new IllegalArgumentException("slots that are claimed to be equal are not");
      }
      values.add(all.isEmpty() ? Scalar.ZERO : all.get(0));
    }
    List<SetWitness> witnesses = new ArrayList<>();
    for (FactPlan.InSet in : plan.sets()) {
      SetWitness witness = witness(in, values.get(in.variable()));
      witnesses.add(witness);
      for (int i = 0; i < in.signed().size(); i++) {
        values.set(in.signed().get(i), witness.messages().get(i));
      }
    }
    FactsProver facts =
        new FactsProver(
            curve,
            random,
            transcript(statement.encode()),
            plan,
            values,
            names(statement, plan),
            plan.names().isEmpty() ? Optional.empty() : naming.map(key -> key.key().witness()));
    List<SetProver> begun = new ArrayList<>();
    for (int i = 0; i < witnesses.size(); i++) {
      FactPlan.InSet in = plan.sets().get(i);
      List<Scalar> blindings = in.signed().stream().map(facts::blinding).toList();
      begun.add(SetProver.start(curve, in.set().setKey(), witnesses.get(i), blindings, random));
    }
    return new Begun(facts, begun);
  }

  private Names names(Statement statement, FactPlan plan) {
    if (plan.names().isEmpty()) {
      return Names.none();
    }
    NamingKey key =
        naming.orElseThrow(() -> new IllegalArgumentException("there is no key for names"));
    try {
      return Names.of(curve, statement, plan, key.key().publicKey());
    } catch (CurveException e) {
      throw new IllegalArgumentException("a name is not one", e);
    }
  }

  private SetWitness witness(FactPlan.InSet in, Scalar value) {
    SignedSet set =
        sets.find(in.set())
            .orElseThrow(() -> new IllegalArgumentException("the set is not at hand"));
    try {
      Optional<SetWitness> found = in.gap().isPresent() ? set.gap(value) : set.element(value);
      return found.orElseThrow(
          () ->
              new IllegalArgumentException(
                  in.gap().isPresent()
                      ? "a value is in the set, or absent"
                      : "a value is not in the set"));
    } catch (IOException e) {
      throw new UncheckedIOException("the set's file can't be read", e);
    } catch (InvalidSetException e) {
      throw new IllegalArgumentException("the set's file is damaged", e);
    }
  }
}
