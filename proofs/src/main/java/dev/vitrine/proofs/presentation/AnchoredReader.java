package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.verdict.LogProofVerifier;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The steps of {@link Verifier} for anchored presentations. */
final class AnchoredReader {
  static final String BINDING = "vitrine/2/presentation";

  private final Curve curve;
  private final Trust trust;
  private final Instant now;

  AnchoredReader(Curve curve, Trust trust, Instant now) {
    this.now = now;
    this.curve = curve;
    this.trust = trust;
  }

  void read(Presentation presentation, Statement statement, Reading reading)
      throws RefusedException {
    AnchoredBody body;
    try {
      body = AnchoredBody.decode(presentation.body(), statement, curve);
    } catch (CborException e) {
      throw RefusedException.invalid("format", "proof: " + e.reason());
    }
    List<BatchHeader> headers = new ArrayList<>();
    for (AnchoredBody.LoggedEntry batch : body.batches()) {
      headers.add(RecordProof.header(batch.header()));
    }
    records(statement, body, headers, reading);
    List<Long> indexes = log(statement, body, reading);
    SortedMap<Long, BatchHeader> logged = new TreeMap<>();
    for (int i = 0; i < indexes.size(); i++) {
      logged.put(indexes.get(i), headers.get(i));
    }
    binding(presentation, statement, body, reading);
    FactPlan plan = FactPlan.of(statement);
    FactsReader facts =
        new FactsReader(
            curve, trust, presentation.statement(), statement, plan, body.facts(), now, reading);
    facts.gather(List.of());
    List<LinkPlan.Place> places = places(body, indexes);
    if (places.stream().distinct().count() != places.size()) {
      throw RefusedException.invalid("format", "one record is there as if it were two");
    }
    LinkPlan links = new LinkPlan(statement, plan, places);
    new LinkReader(curve, reading, facts.transcript()).gather(links, body.facts(), logged);
  }

  private static void records(
      Statement statement, AnchoredBody body, List<BatchHeader> headers, Reading reading)
      throws RefusedException {
    int elements = 0;
    for (int i = 0; i < body.records().size(); i++) {
      RecordClaim claim = statement.records().get(i);
      AnchoredBody.PlacedRecord record = body.records().get(i);
      record
          .proof()
          .verify(claim.schema(), claim.shown(), headers.get(record.batch()), reading::passed);
      reading.opened(record.proof().recordRoot());
      elements += record.elements().verify(claim);
    }
    if (elements > 0) {
      reading.passed(new Step("elements", elements + " elements stand under their roots"));
    }
  }

  /** Every batch stands in the log, under the one checkpoint that the statement names. */
  private List<Long> log(Statement statement, AnchoredBody body, Reading reading)
      throws RefusedException {
    Set<Long> indexes = new LinkedHashSet<>();
    Statement.Anchor anchor = statement.anchor();
    for (AnchoredBody.LoggedEntry batch : body.batches()) {
      LogProofVerifier.Placed placed =
          trust.log().verify(batch.header(), batch.logProof(), reading::passed);
      LogProofVerifier.Anchor signed = placed.anchor();
      if (!signed.origin().equals(anchor.origin())
          || signed.size() != anchor.size()
          || !MessageDigest.isEqual(signed.root(), anchor.root())) {
        throw RefusedException.invalid("anchor", "the proof rests on another checkpoint");
      }
      if (!indexes.add(placed.logIndex())) {
        throw RefusedException.invalid("format", "a batch is there twice");
      }
    }
    if (indexes.isEmpty()) {
      throw RefusedException.invalid("format", "the presentation rests on no batch");
    }
    reading.passed(new Step("anchor", anchor.origin() + " at size " + anchor.size()));
    return List.copyOf(indexes);
  }

  private static List<LinkPlan.Place> places(AnchoredBody body, List<Long> indexes) {
    return body.records().stream()
        .map(record -> new LinkPlan.Place(indexes.get(record.batch()), record.proof().position()))
        .toList();
  }

  private void binding(
      Presentation presentation, Statement statement, AnchoredBody body, Reading reading)
      throws RefusedException {
    Optional<GatewayKey.Public> key = trust.gatewayKey(body.gatewayKeyId());
    if (key.isEmpty()) {
      throw RefusedException.cannotTell("binding", "the gateway's key is not trusted");
    }
    byte[] digest = digest(presentation.statement(), presentation.body());
    if (!key.get().verify(BINDING, digest, presentation.binding())) {
      throw RefusedException.invalid(
          "binding", "the gateway did not make this presentation for this request");
    }
    reading.passed(
        new Step("binding", "made by gateway key " + key.get() + " for this audience and nonce"));
    new WindowCheck("gateway " + key.get(), trust.window(body.gatewayKeyId()), reading::passed)
        .presentation(statement.issuedAtMillis(), now);
  }

  /** What the signature is over, after its tag: the digests of statement and body. */
  static byte[] digest(byte[] statement, byte[] body) {
    return Sha256.of(Sha256.of(statement), Sha256.of(body));
  }
}
