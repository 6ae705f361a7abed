package dev.vitrine.gateway.ledgers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.tsa.TimeStampEvidence;
import dev.vitrine.ledger.anchor.tsa.TimeStampTrust;
import dev.vitrine.ledger.anchor.tsa.TimeStampVerifier;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A time-stamping authority (RFC 3161): the certificates that its time-stamps must lead to.
 *
 * @param ca certificates in PEM, a self-signed one among them
 * @param policy the only policy whose times count, an OID; empty: any
 */
public record TimeStamperPin(String name, String ca, Optional<String> policy) implements LedgerPin {
  /** The longest PEM in characters. */
  public static final int MAX_PEM = 32 << 10;

  /** Reads the certificates once, to refuse what are none. */
  public TimeStamperPin {
    LedgerPin.requireName(name);
    if (ca.length() > MAX_PEM) {
      throw new IllegalArgumentException("ca: more than " + MAX_PEM + " characters");
    }
    trust(ca, policy);
  }

  /** How its time-stamps are believed. */
  public TimeStampTrust trust() {
    return trust(ca, policy);
  }

  @Override
  public String kind() {
    return "rfc3161";
  }

  @Override
  public String timeStep() {
    return TimeStampVerifier.TIME;
  }

  @Override
  public List<Step> verify(AnchorEvidence evidence, Checkpoint checkpoint) throws RefusedException {
    List<Step> steps = new ArrayList<>();
    new TimeStampEvidence(trust()).verify(evidence, checkpoint, steps::add);
    return steps;
  }

  @Override
  public void write(ObjectNode into) {
    into.put("ca", ca);
    into.put("policy", policy.orElse(""));
  }

  private static TimeStampTrust trust(String ca, Optional<String> policy) {
    TimeStampTrust trust = TimeStampTrust.ofPem(ca.getBytes(StandardCharsets.US_ASCII));
    return policy.isPresent() ? trust.under(Set.of(policy.get())) : trust;
  }
}
