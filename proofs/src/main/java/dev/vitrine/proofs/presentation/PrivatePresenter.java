package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.bbs.BbsProof;
import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.bbs.BbsSecretKey;
import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.internal.bbs.BbsSuite;
import dev.vitrine.proofs.internal.bbs.RandomScalars;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes private presentations (protocol §6): a BBS signature over the whole record, made for the
 * occasion and never handed out, and a proof of it that shows the allowed slots.
 *
 * <p>Two presentations that show the same are unlinkable, also for whoever holds the issuer key;
 * what they show, and the kind of proof, is all they say.
 */
public final class PrivatePresenter {
  private final PrivateMessages messages;
  private final BbsSecretKey secretKey;
  private final BbsPublicKey publicKey;
  private final TrustedIssuer issuer;
  private final SecureRandom random;

  /**
   * Signs with {@code secretKey} under {@code suite}.
   *
   * @param origin the name of the log whose records it presents
   */
  public PrivatePresenter(
      Curve curve, BbsSuite suite, BbsSecretKey secretKey, String origin, SecureRandom random) {
    this.messages = PrivateMessages.of(curve, suite);
    this.secretKey = secretKey;
    this.publicKey = secretKey.publicKey(curve);
    this.issuer = new TrustedIssuer(suite, publicKey, origin);
    this.random = random;
  }

  /** The public part, for verifiers to pin. */
  public TrustedIssuer issuer() {
    return issuer;
  }

  /**
   * Proves {@code statement}, whose shown values must be the record's.
   *
   * @throws IllegalArgumentException if the statement is not for this presenter, or shows what the
   *     record does not hold
   */
  public Presentation present(Statement statement, RecordCommitment record) {
    Schema schema = record.schema();
    if (statement.mode() != Mode.PRIVATE
        || !statement.anchor().origin().equals(issuer.origin())
        || !statement.schema().equals(schema)) {
      throw new IllegalArgumentException("the statement is of another mode, log or schema");
    }
    List<Scalar> scalars = new ArrayList<>();
    scalars.add(messages.root(record.root()));
    scalars.add(messages.origin(statement.anchor().origin()));
    scalars.add(PrivateMessages.epoch(statement.issuedAtMillis()));
    for (int i = 0; i < schema.slots().size(); i++) {
      scalars.add(messages.slot(schema.slots().get(i), record.value(i)));
    }
    statement
        .shown()
        .forEach(
            (slot, value) -> {
              if (!Arrays.equals(value.orElse(null), record.value(slot))) {
                throw new IllegalArgumentException("the statement shows another value");
              }
            });
    byte[] header = PrivateMessages.header(schema);
    byte[] statementBytes = statement.encode();
    BbsSignature signature = messages.bbs().sign(secretKey, publicKey, header, scalars);
    try {
      BbsProof proof =
          messages
              .bbs()
              .startProof(
                  publicKey,
                  signature,
                  header,
                  scalars,
                  shown(statement),
                  RandomScalars.from(random))
              .finish(Sha256.of(statementBytes));
      return new Presentation(
          statementBytes, new PrivateBody(issuer.id(), proof.toBytes()).encode(), new byte[0]);
    } catch (BbsRefusedException e) {
      throw new IllegalStateException("a proof of an own signature does not fail", e);
    }
  }

  /** Indexes of the shown messages: origin, day, and the shown slots. */
  static List<Integer> shown(Statement statement) {
    List<Integer> shown = new ArrayList<>();
    shown.add(PrivateMessages.ORIGIN);
    shown.add(PrivateMessages.EPOCH);
    statement.shown().keySet().forEach(slot -> shown.add(PrivateMessages.FIRST_SLOT + slot));
    return shown;
  }
}
