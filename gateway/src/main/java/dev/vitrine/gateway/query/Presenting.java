package dev.vitrine.gateway.query;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.audit.Publisher;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Purpose;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.proofs.presentation.AnchoredRecord;
import dev.vitrine.proofs.presentation.LoggedBatch;
import dev.vitrine.proofs.presentation.Mode;
import dev.vitrine.proofs.presentation.Presentation;
import dev.vitrine.proofs.presentation.Prover;
import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.v1.ProofMode;
import dev.vitrine.v1.RequestProofRequest;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Builds the presentation that answers a request, in either mode. */
@Singleton
public class Presenting {
  private static final Duration CHECKPOINT_PATIENCE = Duration.ofSeconds(10);

  private final Prover prover;
  private final RecordReader records;
  private final Publisher publisher;
  private final Elements elements;
  private final Clock clock;
  private final Duration lifetime;
  private final String origin;

  Presenting(
      Keys keys,
      SecureRandom random,
      RecordReader records,
      Publisher publisher,
      Elements elements,
      Clock clock,
      VitrineConfig config) {
    this.prover = new Prover(keys.gateway(), keys.issuer(), keys.log().name(), random);
    this.records = records;
    this.publisher = publisher;
    this.elements = elements;
    this.clock = clock;
    this.lifetime = config.presentation().lifetime();
    this.origin = keys.log().name();
  }

  /** A presentation, and what it shows by name. */
  record Built(Presentation presentation, Mode mode, List<String> shown) {}

  Built build(RecordAccess.Opened opened, RequestProofRequest request) {
    if (request.getPredicatesCount() > 0) {
      throw new GatewayException.InvalidRequest(
          "This version proves no predicates: ask for slots to be shown.");
    }
    Mode mode = mode(request.getMode());
    Schema schema = opened.found().schema();
    if (mode == Mode.PRIVATE && request.getElementsCount() > 0) {
      throw new GatewayException.InvalidRequest(
          "Elements can be shown in anchored mode only: in private mode they would link.");
    }
    Elements.Chosen chosen =
        elements.choose(opened.record(), opened.decision(), request.getElementsList());
    List<String> names = new ArrayList<>(request.getSlotsList());
    chosen.shown().keySet().forEach(slot -> names.add(schema.slots().get(slot).name()));
    SortedSet<Integer> slots = Selection.of(schema, opened.decision(), names);
    if (slots.isEmpty()) {
      throw new GatewayException.InvalidRequest("Ask for at least one slot or element.");
    }
    SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
    slots.forEach(
        slot -> shown.put(slot, Optional.ofNullable(opened.record().commitment().value(slot))));
    List<String> told = new ArrayList<>();
    slots.forEach(slot -> told.add(schema.slots().get(slot).name()));
    request.getElementsList().forEach(e -> told.add(e.getSlot() + ":" + e.getElement()));
    Presentation presentation =
        mode == Mode.PRIVATE
            ? prover.unlinkable(
                statement(
                    opened,
                    request,
                    mode,
                    shown,
                    new TreeMap<>(),
                    Statement.Anchor.originOnly(origin)),
                List.of(opened.record().commitment()))
            : anchored(opened, request, shown, chosen);
    return new Built(presentation, mode, told);
  }

  private Presentation anchored(
      RecordAccess.Opened opened,
      RequestProofRequest request,
      SortedMap<Integer, Optional<byte[]>> shown,
      Elements.Chosen chosen) {
    long index = opened.found().ref().logIndex();
    publisher.awaitPublished(index, CHECKPOINT_PATIENCE);
    TlogProof proof = publisher.view().proof(index);
    var checkpoint = proof.checkpoint().checkpoint();
    Statement statement =
        statement(
            opened,
            request,
            Mode.ANCHORED,
            shown,
            chosen.shown(),
            new Statement.Anchor(origin, checkpoint.size(), checkpoint.root()));
    LoggedBatch batch =
        new LoggedBatch(
            opened.found().header(), index, proof.bytes(), () -> records.columns(opened.found()));
    return prover.anchored(
        statement,
        List.of(new AnchoredRecord(opened.record(), chosen.all(), opened.found().place(), batch)),
        List.of());
  }

  private Statement statement(
      RecordAccess.Opened opened,
      RequestProofRequest request,
      Mode mode,
      SortedMap<Integer, Optional<byte[]>> shown,
      SortedMap<Integer, List<byte[]>> shownElements,
      Statement.Anchor anchor) {
    long now = clock.millis();
    try {
      return new Statement(
          mode,
          List.of(new RecordClaim(opened.found().schema(), shown, shownElements)),
          List.of(),
          request.getAudience(),
          request.getNonce().toByteArray(),
          opened.caller().purpose().map(Purpose::name).orElse(""),
          opened.decision().policyId(),
          now,
          now + lifetime.toMillis(),
          anchor);
    } catch (IllegalArgumentException e) {
      String reason = e.getMessage();
      throw new GatewayException.InvalidRequest(reason == null ? "Not a valid request." : reason);
    }
  }

  private static Mode mode(ProofMode mode) {
    return switch (mode) {
      case PROOF_MODE_ANCHORED -> Mode.ANCHORED;
      case PROOF_MODE_PRIVATE -> Mode.PRIVATE;
      default ->
          throw new GatewayException.InvalidRequest(
              "Say which mode the proof shall be in: anchored or private.");
    };
  }
}
