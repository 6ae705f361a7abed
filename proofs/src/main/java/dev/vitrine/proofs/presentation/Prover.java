package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.pseudonym.PseudonymBase;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes presentations (protocol §6). Immutable and safe for threads.
 *
 * <p>Security guarantees: a presentation convinces of nothing that is not so, under the assumptions
 * of docs/protocol.md; it shows of hidden slots nothing but that the stated predicates hold;
 * private presentations that state the same can't be linked, not even by who holds the gateway's
 * keys.
 *
 * <p>It proves what it is asked to prove: whether that may be shown is decided before.
 */
public final class Prover {
  private final Curve curve;
  private final Optional<NamingKey> naming;
  private final PrivateProver unlinkable;
  private final AnchoredProver anchored;

  /**
   * A prover for the records of one log.
   *
   * @param gateway binds anchored presentations to their request
   * @param issuer vouches for records in private ones
   * @param origin the log's name
   * @param naming names hidden subjects
   * @param sets the sets that membership can be proved in
   */
  public Prover(
      GatewayKey gateway,
      IssuerKey issuer,
      String origin,
      Optional<NamingKey> naming,
      SetSource sets,
      SecureRandom random) {
    this(Curve.current(), gateway, issuer, origin, naming, sets, random);
  }

  /** A prover without sets and without names. */
  public Prover(GatewayKey gateway, IssuerKey issuer, String origin, SecureRandom random) {
    this(gateway, issuer, origin, Optional.empty(), SetSource.NONE, random);
  }

  Prover(
      Curve curve,
      GatewayKey gateway,
      IssuerKey issuer,
      String origin,
      Optional<NamingKey> naming,
      SetSource sets,
      SecureRandom random) {
    this.curve = curve;
    this.naming = naming;
    FactSources sources = new FactSources(curve, sets, naming, random);
    this.anchored = new AnchoredProver(curve, gateway, random, sources);
    this.unlinkable = new PrivateProver(curve, issuer, origin, random, sources);
  }

  /**
   * Makes a private presentation.
   *
   * @param records the statement's records, in its order
   * @throws IllegalArgumentException if the statement is not private, of another log, shows what
   *     the records do not hold, or claims what is not so of them
   */
  public Presentation unlinkable(Statement statement, List<RecordCommitment> records) {
    if (statement.mode() != Mode.PRIVATE) {
      throw new IllegalArgumentException("the statement is of another mode");
    }
    requireHeld(statement, records);
    return unlinkable.prove(statement, records);
  }

  /**
   * Makes an anchored presentation.
   *
   * @param records the statement's records, in its order; their batches' log proofs rest on the
   *     checkpoint that the statement names
   * @param selected further batches, that totals are over
   * @throws IllegalArgumentException if the statement is not anchored, shows what the records do
   *     not hold, or claims what is not so of them
   */
  public Presentation anchored(
      Statement statement, List<AnchoredRecord> records, List<LoggedBatch> selected) {
    if (statement.mode() != Mode.ANCHORED) {
      throw new IllegalArgumentException("the statement is of another mode");
    }
    requireHeld(statement, records.stream().map(record -> record.record().commitment()).toList());
    return anchored.prove(statement, records, selected);
  }

  /**
   * The name of a slot's value for an audience and a context, to be stated and proved.
   *
   * @return what {@link Predicate.Pseudonym} takes, 48 bytes
   * @throws IllegalArgumentException if the slot is absent, or there is no key for names
   */
  public byte[] pseudonym(RecordCommitment record, int slot, String audience, String context) {
    NamingKey key =
        naming.orElseThrow(() -> new IllegalArgumentException("there is no key for names"));
    Scalar value = SlotScalar.of(record.schema().slots().get(slot).kind(), record.value(slot));
    return key.key().name(PseudonymBase.of(curve, audience, context), value).toBytes();
  }

  private static void requireHeld(Statement statement, List<RecordCommitment> records) {
    if (records.size() != statement.records().size()) {
      throw new IllegalArgumentException("the statement is of another number of records");
    }
    for (int i = 0; i < records.size(); i++) {
      RecordClaim claim = statement.records().get(i);
      RecordCommitment record = records.get(i);
      Schema schema = record.schema();
      if (!claim.schema().equals(schema)) {
        throw new IllegalArgumentException("the statement is of another schema");
      }
      claim
          .shown()
          .forEach(
              (slot, value) -> {
                if (!Arrays.equals(value.orElse(null), record.value(slot))) {
                  throw new IllegalArgumentException("the statement shows another value");
                }
              });
    }
  }
}
