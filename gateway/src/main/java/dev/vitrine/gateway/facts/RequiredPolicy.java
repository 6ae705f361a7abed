package dev.vitrine.gateway.facts;

import dev.vitrine.proofs.presentation.Mode;
import dev.vitrine.proofs.presentation.Policy;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.v1.RecordSchema;
import dev.vitrine.v1.Requirements;
import dev.vitrine.v1.SlotPlace;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What a verifier requires, from a message or its JSON to a policy. */
public final class RequiredPolicy {
  private static final int MAX = 256;

  private RequiredPolicy() {}

  /**
   * The policy.
   *
   * @param at the verifier's time
   * @param known schemas that may be required, by name
   * @throws MalformedFactException if a requirement can't be read; says where
   */
  public static Policy of(Requirements required, Instant at, Collection<Schema> known)
      throws MalformedFactException {
    if (required.getFactsCount() > MAX
        || required.getShownCount() > MAX
        || required.getSchemasCount() > MAX) {
      throw refused("requirements", "More than " + MAX + " of a kind are required.");
    }
    Policy policy = Policy.at(at);
    if (!required.getAudience().isEmpty()) {
      policy = policy.audience(required.getAudience());
    }
    if (!required.getNonce().isEmpty()) {
      byte[] nonce = required.getNonce().toByteArray();
      if (nonce.length < Statement.MIN_NONCE || nonce.length > Statement.MAX_NONCE) {
        throw refused(
            "nonce",
            "A nonce has " + Statement.MIN_NONCE + " to " + Statement.MAX_NONCE + " bytes.");
      }
      policy = policy.nonce(nonce);
    }
    policy =
        switch (required.getMode()) {
          case PROOF_MODE_ANCHORED -> policy.mode(Mode.ANCHORED);
          case PROOF_MODE_PRIVATE -> policy.mode(Mode.PRIVATE);
          case PROOF_MODE_UNSPECIFIED -> policy;
          case UNRECOGNIZED -> throw refused("mode", "There is no such mode.");
        };
    for (int i = 0; i < required.getSchemasCount(); i++) {
      policy = schema(policy, required.getSchemas(i), "schemas[" + i + ']', known);
    }
    for (int i = 0; i < required.getShownCount(); i++) {
      SlotPlace shown = required.getShown(i);
      if (shown.getRecord() < 0 || shown.getSlot().isEmpty()) {
        throw refused("shown[" + i + ']', "It names no slot of a record.");
      }
      policy = policy.shows(shown.getRecord(), shown.getSlot());
    }
    for (AskedFact fact : FactReader.read("facts", required.getFactsList())) {
      policy = policy.proves(fact.fact());
    }
    return policy;
  }

  private static Policy schema(
      Policy policy, RecordSchema required, String field, Collection<Schema> known)
      throws MalformedFactException {
    List<Schema> named =
        known.stream().filter(schema -> schema.id().equals(required.getSchema())).toList();
    if (named.isEmpty() || required.getRecord() < 0) {
      throw refused(field, "There is no schema of that name.");
    }
    return policy.schema(required.getRecord(), named.get(0).hash());
  }

  private static MalformedFactException refused(String field, String reason) {
    return new MalformedFactException(field, reason, "");
  }
}
