package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.record.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a verifier brings of its own and requires of a presentation. Immutable; nothing in it is
 * taken from a prover.
 *
 * <p>Without an audience and a nonce a replayed presentation can't be told from a fresh one.
 */
public final class Policy {
  private final Instant now;
  private final Optional<String> audience;
  private final Optional<byte[]> nonce;
  private final Optional<Mode> mode;
  private final List<Shown> shown;
  private final List<SchemaOf> schemas;
  private final List<Fact> facts;

  /** A slot that must be shown. */
  record Shown(int record, String slot) {}

  /** The schema that a record must be of. */
  record SchemaOf(int record, byte[] hash) {}

  private Policy(
      Instant now,
      Optional<String> audience,
      Optional<byte[]> nonce,
      Optional<Mode> mode,
      List<Shown> shown,
      List<SchemaOf> schemas,
      List<Fact> facts) {
    this.now = now;
    this.audience = audience;
    this.nonce = nonce;
    this.mode = mode;
    this.shown = List.copyOf(shown);
    this.schemas = List.copyOf(schemas);
    this.facts = List.copyOf(facts);
  }

  /** Requires only that the presentation is fresh at {@code now}, the verifier's clock. */
  public static Policy at(Instant now) {
    return new Policy(
        now, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());
  }

  /** This, and made for {@code name}. */
  public Policy audience(String name) {
    return new Policy(now, Optional.of(name), nonce, mode, shown, schemas, facts);
  }

  /** This, and the answer to the request with this nonce. */
  public Policy nonce(byte[] value) {
    return new Policy(now, audience, Optional.of(value.clone()), mode, shown, schemas, facts);
  }

  /** This, and in this mode. */
  public Policy mode(Mode required) {
    return new Policy(now, audience, nonce, Optional.of(required), shown, schemas, facts);
  }

  /** This, and with {@code record} of the schema with this hash. */
  public Policy schema(int record, byte[] hash) {
    return new Policy(
        now,
        audience,
        nonce,
        mode,
        shown,
        plus(schemas, new SchemaOf(record, hash.clone())),
        facts);
  }

  /** This, and with a slot shown, be it as absent. */
  public Policy shows(int record, String slot) {
    return new Policy(
        now, audience, nonce, mode, plus(shown, new Shown(record, slot)), schemas, facts);
  }

  /** This, and with a fact proved that is at least as strong. */
  public Policy proves(Fact fact) {
    return new Policy(now, audience, nonce, mode, shown, schemas, plus(facts, fact));
  }

  private static <T> List<T> plus(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }

  Instant now() {
    return now;
  }

  Optional<String> audience() {
    return audience;
  }

  Optional<byte[]> nonce() {
    return nonce;
  }

  /** Whether anything is required of the content. */
  boolean requiresContent() {
    return mode.isPresent() || !shown.isEmpty() || !schemas.isEmpty() || !facts.isEmpty();
  }

  /** What {@code statement} lacks of what is required, if anything. */
  Optional<String> unmet(Statement statement) {
    if (mode.isPresent() && statement.mode() != mode.get()) {
      return Optional.of("it is of another mode than required");
    }
    for (SchemaOf required : schemas) {
      if (required.record() >= statement.records().size()
          || !Arrays.equals(
              statement.records().get(required.record()).schema().hash(), required.hash())) {
        return Optional.of("record " + required.record() + " is not of the schema required");
      }
    }
    for (Shown required : shown) {
      if (!isShown(statement, required)) {
        return Optional.of(required.slot() + " of record " + required.record() + " is not shown");
      }
    }
    List<Schema> all = statement.records().stream().map(RecordClaim::schema).toList();
    for (int i = 0; i < facts.size(); i++) {
      Predicate wanted;
      try {
        wanted = facts.get(i).predicate(all, now);
      } catch (IllegalArgumentException e) {
        return Optional.of("required fact " + i + " can't be of these records: " + e.getMessage());
      }
      if (statement.predicates().stream().noneMatch(proved -> Implication.holds(proved, wanted))) {
        return Optional.of("required fact " + i + " is not proved, or a weaker one is");
      }
    }
    return Optional.empty();
  }

  private static boolean isShown(Statement statement, Shown required) {
    if (required.record() >= statement.records().size()) {
      return false;
    }
    RecordClaim claim = statement.records().get(required.record());
    return claim.schema().has(required.slot())
        && claim.shown().containsKey(claim.schema().indexOf(required.slot()));
  }
}
