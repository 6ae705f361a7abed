package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.bbs.Bbs;
import dev.vitrine.proofs.internal.bbs.BbsProver;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.bbs.BbsSignature;
import dev.vitrine.proofs.internal.bbs.RandomScalars;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.record.RecordCommitment;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes private presentations (protocol §6): for each record a BBS signature over the whole of it,
 * made for the occasion and never handed out, and a proof of it that shows the allowed slots and
 * shares its blindings with the proofs of facts.
 */
final class PrivateProver {
  private final IssuerKey key;
  private final String origin;
  private final SecureRandom random;
  private final FactSources sources;
  private final Bbs bbs;

  PrivateProver(
      Curve curve, IssuerKey key, String origin, SecureRandom random, FactSources sources) {
    this.sources = sources;
    this.key = key;
    this.origin = origin;
    this.random = random;
    this.bbs = PrivateMessages.of(curve, key.suite().bbs()).bbs();
  }

  Presentation prove(Statement statement, List<RecordCommitment> records) {
    if (!statement.anchor().origin().equals(origin)) {
      throw new IllegalArgumentException("the statement is of another log");
    }
    byte[] bytes = statement.encode();
    FactPlan plan = FactPlan.of(statement);
    List<List<Scalar>> messages = new ArrayList<>();
    for (RecordCommitment record : records) {
      messages.add(PrivateMessages.all(record, origin, statement.issuedAtMillis()));
    }
    FactSources.Begun begun =
        sources.begin(
            statement,
            plan,
            ref -> messages.get(ref.record()).get(PrivateMessages.FIRST_SLOT + ref.slot()));
    List<BbsProver> sessions = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      sessions.add(begin(statement, i, messages.get(i), plan, begun.facts()));
    }
    FactsProver.Answers answers = begun.facts().answer(sessions, begun.sets());
    PrivateBody body =
        new PrivateBody(key.trusted(origin).id(), answers.records(), answers.facts());
    return new Presentation(bytes, body.encode(), new byte[0]);
  }

  private BbsProver begin(
      Statement statement, int record, List<Scalar> messages, FactPlan plan, FactsProver facts) {
    RecordClaim claim = statement.records().get(record);
    Map<Integer, Scalar> blindings = new HashMap<>();
    for (int slot = 0; slot < claim.schema().slots().size(); slot++) {
      int message = PrivateMessages.FIRST_SLOT + slot;
      plan.variable(new SlotRef(record, slot))
          .ifPresent(variable -> blindings.put(message, facts.blinding(variable)));
    }
    byte[] header = PrivateMessages.header(claim.schema());
    BbsSignature signature = bbs.sign(key.key(), key.publicKey(), header, messages);
    try {
      return bbs.startProof(
          key.publicKey(),
          signature,
          header,
          messages,
          PrivateMessages.shown(claim),
          blindings,
          RandomScalars.from(random));
    } catch (BbsRefusedException e) {
      throw new IllegalStateException("a proof of an own signature does not fail", e);
    }
  }
}
