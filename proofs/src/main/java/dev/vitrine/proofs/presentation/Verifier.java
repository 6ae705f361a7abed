package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.equation.Equations;
import dev.vitrine.proofs.internal.equation.Failure;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Checks presentations offline, against trusted keys and the verifier's own policy. Immutable and
 * safe for threads. Takes variable time: everything it sees is public.
 *
 * <p>The steps and their order are in docs/protocol.md, section 8. The first that fails is named.
 */
public final class Verifier {
  /** How far ahead of the verifier's clock a gateway's may be. */
  static final long SKEW_MILLIS = 60_000;

  private final Trust trust;
  private final SecureRandom random;
  private final Curve curve;

  /** Believes whom {@code trust} names; draws the weights of batches from {@code random}. */
  public Verifier(Trust trust, SecureRandom random) {
    this(Curve.current(), trust, random);
  }

  Verifier(Curve curve, Trust trust, SecureRandom random) {
    this.curve = curve;
    this.trust = trust;
    this.random = random;
  }

  /** Checks a presentation from its file's bytes. */
  public Verdict verify(byte[] file, Policy policy) {
    return verifyAll(List.of(file), policy).get(0);
  }

  /**
   * Checks many presentations at once, with one multi-scalar multiplication and one product of
   * pairings for all of them: several times faster than one by one. A bad one does not spoil the
   * others, it only costs the search for it.
   *
   * @return a verdict for each, in order
   */
  public List<Verdict> verifyAll(List<byte[]> files, Policy policy) {
    List<Reading> readings = files.stream().map(file -> read(file, policy)).toList();
    List<Equations> equations = new ArrayList<>();
    for (Reading reading : readings) {
      if (!reading.refused()) {
        equations.add(reading.equations());
      }
    }
    Iterator<Optional<Failure>> failures = Equations.check(curve, random, equations).iterator();
    List<Verdict> verdicts = new ArrayList<>();
    for (Reading reading : readings) {
      verdicts.add(reading.verdict(reading.refused() ? Optional.empty() : failures.next()));
    }
    return verdicts;
  }

  private Reading read(byte[] file, Policy policy) {
    Reading reading = new Reading();
    try {
      read(file, policy, reading);
    } catch (RefusedException e) {
      reading.refuse(e);
    }
    return reading;
  }

  private void read(byte[] file, Policy policy, Reading reading) throws RefusedException {
    Presentation presentation;
    Statement statement;
    try {
      presentation = Presentation.decode(file);
      statement = Statement.decode(presentation.statement());
    } catch (CborException e) {
      throw RefusedException.invalid("format", e.reason());
    } catch (UnknownPredicateException e) {
      throw RefusedException.cannotTell(
          "predicates", "a claimed fact is of a kind that this version can't check");
    }
    reading.states(statement);
    reading.passed(
        new Step("format", statement.mode() + " presentation, " + file.length + " bytes"));
    check(statement, policy, reading);
    switch (statement.mode()) {
      case ANCHORED ->
          new AnchoredReader(curve, trust, policy.now()).read(presentation, statement, reading);
      case PRIVATE ->
          new PrivateReader(curve, trust, policy.now()).read(presentation, statement, reading);
    }
  }

  private static void check(Statement statement, Policy policy, Reading reading)
      throws RefusedException {
    if (policy.audience().isPresent()) {
      if (!policy.audience().get().equals(statement.audience())) {
        throw RefusedException.invalid("audience", "the presentation is for somebody else");
      }
      reading.passed(new Step("audience", "is for " + statement.audience()));
    }
    if (policy.nonce().isPresent()) {
      if (!MessageDigest.isEqual(policy.nonce().get(), statement.nonce())) {
        throw RefusedException.invalid("nonce", "the presentation answers another request");
      }
      reading.passed(new Step("nonce", "answers this request"));
    }
    long now = policy.now().toEpochMilli();
    if (statement.issuedAtMillis() > now + SKEW_MILLIS) {
      throw RefusedException.invalid("freshness", "the presentation is from the future");
    }
    String until = "until " + Instant.ofEpochMilli(statement.expiresAtMillis());
    if (statement.expiresAtMillis() < now) {
      throw RefusedException.invalid("freshness", "the presentation was fresh " + until);
    }
    reading.passed(new Step("freshness", until));
    if (policy.requiresContent()) {
      Optional<String> unmet = policy.unmet(statement);
      if (unmet.isPresent()) {
        throw RefusedException.invalid("policy", unmet.get());
      }
      reading.passed(new Step("policy", "states all that was required"));
    }
  }
}
