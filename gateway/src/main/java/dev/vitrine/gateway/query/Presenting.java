package dev.vitrine.gateway.query;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.facts.FactWords;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.identity.Purpose;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.presentation.AnchoredRecord;
import dev.vitrine.proofs.presentation.LoggedBatch;
import dev.vitrine.proofs.presentation.Mode;
import dev.vitrine.proofs.presentation.Predicate;
import dev.vitrine.proofs.presentation.Presentation;
import dev.vitrine.proofs.presentation.Prover;
import dev.vitrine.proofs.presentation.RecordClaim;
import dev.vitrine.proofs.presentation.SlotRef;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.set.SignedDescriptor;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Builds the presentation that answers a request, in either mode. Calls block. */
@Singleton
public class Presenting {
  private static final int MAX_POLICY_ID = 256;

  private final Prover prover;
  private final RecordReader records;
  private final LoggedBatches batches;
  private final Elements elements;
  private final PublicSets sets;
  private final Clock clock;
  private final Duration lifetime;
  private final String origin;

  Presenting(
      Keys keys,
      SecureRandom random,
      RecordReader records,
      LoggedBatches batches,
      Elements elements,
      PublicSets sets,
      Clock clock,
      VitrineConfig config) {
    this.prover =
        new Prover(
            keys.gateway(),
            keys.issuer(),
            keys.log().name(),
            Optional.of(keys.naming()),
            sets,
            random);
    this.records = records;
    this.batches = batches;
    this.elements = elements;
    this.sets = sets;
    this.clock = clock;
    this.lifetime = config.presentation().lifetime();
    this.origin = keys.log().name();
  }

  /**
   * What is to be stated, allowed and not yet proved.
   *
   * @param told per record, what is shown of it by name
   * @param proved what is to be proved, in words
   * @param proof makes the presentation
   */
  record Prepared(
      Mode mode, List<List<String>> told, List<String> proved, Supplier<Presentation> proof) {

    /**
     * The presentation.
     *
     * @throws GatewayException.Unmet if a fact is not so
     */
    Presentation prove() {
      try {
        return proof.get();
      } catch (IllegalArgumentException e) {
        // the statement was checked before, so it is the facts that do not hold; the prover's
        // words might tell more of the values than that
        throw new GatewayException.Unmet(
            GatewayException.Unmet.FACT_NOT_SO,
            "A predicate is not so of these records, or one of them has no such value.");
      }
    }
  }

  Prepared prepare(
      List<RecordAccess.Opened> opened, List<AskedRecord> asked, RequestProofRequest request) {
    Mode mode = mode(request.getMode());
    ProvableSlots facts = ProvableSlots.of(opened, request.getPredicatesList(), clock.instant());
    List<RecordClaim> claims = new ArrayList<>();
    List<SortedMap<Integer, List<byte[]>>> trees = new ArrayList<>();
    List<List<String>> told = new ArrayList<>();
    for (int i = 0; i < opened.size(); i++) {
      claim(opened.get(i), asked.get(i), i, mode, facts, claims, trees, told);
    }
    List<Predicate> predicates =
        facts.predicates().stream()
            .map(predicate -> named(predicate, opened, request.getAudience()))
            .toList();
    requireSets(predicates);
    List<String> words =
        FactWords.of(claims.stream().map(RecordClaim::schema).toList(), predicates);
    Claims all = new Claims(opened.get(0).caller(), policyId(opened), claims, predicates);
    Asker asker = new Asker(request.getAudience(), request.getNonce().toByteArray());
    if (mode == Mode.PRIVATE) {
      Statement statement = statement(mode, all, asker, Statement.Anchor.originOnly(origin));
      return new Prepared(
          mode,
          told,
          words,
          () ->
              prover.unlinkable(
                  statement, opened.stream().map(one -> one.record().commitment()).toList()));
    }
    LoggedBatches.Placed placed =
        batches.place(opened.stream().map(one -> one.found().ref().logIndex()).toList());
    Statement statement = statement(mode, all, asker, placed.anchor());
    return new Prepared(mode, told, words, () -> anchored(statement, opened, trees, placed));
  }

  /** A pseudonym is asked for without the name, which only this gateway can give. */
  private Predicate named(Predicate predicate, List<RecordAccess.Opened> opened, String audience) {
    if (!(predicate instanceof Predicate.Pseudonym asked)) {
      return predicate;
    }
    SlotRef ref = asked.ref();
    try {
      byte[] name =
          prover.pseudonym(
              opened.get(ref.record()).record().commitment(),
              ref.slot(),
              audience,
              asked.context());
      return new Predicate.Pseudonym(ref, asked.context(), name);
    } catch (IllegalArgumentException e) {
      return asked; // of an absent value nothing is proved, and the prover will say so
    }
  }

  /** Sets that are asked about must be here. */
  private void requireSets(List<Predicate> predicates) {
    for (int i = 0; i < predicates.size(); i++) {
      if (predicates.get(i) instanceof Predicate.Membership membership && !has(membership)) {
        throw new GatewayException.InvalidRequest(
            "A predicate is about a set that this gateway does not have.",
            List.of(
                new Problem(
                    "unknown-set",
                    "predicates[" + i + "]",
                    "This gateway has no set with this descriptor.",
                    "Ask the operator to add the set's file, or ask about a version it has.")));
      }
    }
  }

  private boolean has(Predicate.Membership membership) {
    try {
      return sets.find(SignedDescriptor.decode(membership.set())).isPresent();
    } catch (CborException e) {
      return false;
    }
  }

  /** A presentation of totals over whole batches. */
  Presentation totals(
      Caller caller,
      String policyId,
      Predicate totals,
      Asker asker,
      Statement.Anchor anchor,
      List<LoggedBatch> selected) {
    Statement statement =
        statement(
            Mode.ANCHORED, new Claims(caller, policyId, List.of(), List.of(totals)), asker, anchor);
    return prover.anchored(statement, List.of(), selected);
  }

  /** Who verifies: whom the proof is for, and the fresh value it answers. */
  record Asker(String audience, byte[] nonce) {}

  private record Claims(
      Caller caller, String policyId, List<RecordClaim> records, List<Predicate> predicates) {}

  private void claim(
      RecordAccess.Opened opened,
      AskedRecord asked,
      int position,
      Mode mode,
      ProvableSlots facts,
      List<RecordClaim> claims,
      List<SortedMap<Integer, List<byte[]>>> trees,
      List<List<String>> told) {
    Schema schema = opened.found().schema();
    if (mode == Mode.PRIVATE && !asked.elements().isEmpty()) {
      throw new GatewayException.InvalidRequest(
          "Elements can be shown in anchored mode only: in private mode they would link.");
    }
    Elements.Chosen chosen = elements.choose(opened.record(), opened.decision(), asked.elements());
    List<String> names = new ArrayList<>(asked.slots());
    chosen.shown().keySet().forEach(slot -> names.add(schema.slots().get(slot).name()));
    names.addAll(facts.companions(position));
    SortedSet<Integer> slots = Selection.of(schema, opened.decision(), names);
    if (slots.isEmpty() && !facts.concern(position)) {
      throw new GatewayException.InvalidRequest(
          "Ask for at least one slot, element or fact of each record.");
    }
    SortedMap<Integer, Optional<byte[]>> shown = new TreeMap<>();
    slots.forEach(
        slot -> shown.put(slot, Optional.ofNullable(opened.record().commitment().value(slot))));
    claims.add(claim(schema, shown, chosen));
    trees.add(chosen.all());
    List<String> named = new ArrayList<>();
    slots.forEach(slot -> named.add(schema.slots().get(slot).name()));
    asked.elements().forEach(e -> named.add(e.getSlot() + ":" + e.getElement()));
    told.add(named);
  }

  private static RecordClaim claim(
      Schema schema, SortedMap<Integer, Optional<byte[]>> shown, Elements.Chosen chosen) {
    try {
      return new RecordClaim(schema, shown, chosen.shown());
    } catch (IllegalArgumentException e) {
      throw invalid(e);
    }
  }

  private Presentation anchored(
      Statement statement,
      List<RecordAccess.Opened> opened,
      List<SortedMap<Integer, List<byte[]>>> trees,
      LoggedBatches.Placed placed) {
    List<AnchoredRecord> anchored = new ArrayList<>();
    for (int i = 0; i < opened.size(); i++) {
      RecordReader.Found found = opened.get(i).found();
      long index = found.ref().logIndex();
      LoggedBatch batch =
          new LoggedBatch(found.header(), index, placed.of(index), () -> records.columns(found));
      anchored.add(new AnchoredRecord(opened.get(i).record(), trees.get(i), found.place(), batch));
    }
    return prover.anchored(statement, anchored, List.of());
  }

  private Statement statement(Mode mode, Claims claims, Asker asker, Statement.Anchor anchor) {
    long now = clock.millis();
    try {
      return statement(mode, claims, claims.predicates, asker, anchor, now);
    } catch (IllegalArgumentException e) {
      for (int i = 0; i < claims.predicates.size(); i++) {
        requireProvable(mode, claims, i, asker, anchor, now);
      }
      throw invalid(e);
    }
  }

  /** Names the predicate that can't be stated even alone. */
  private void requireProvable(
      Mode mode, Claims claims, int predicate, Asker asker, Statement.Anchor anchor, long now) {
    try {
      statement(mode, claims, List.of(), asker, anchor, now);
    } catch (IllegalArgumentException e) {
      return; // it is not the predicates
    }
    try {
      statement(mode, claims, List.of(claims.predicates.get(predicate)), asker, anchor, now);
    } catch (IllegalArgumentException e) {
      throw ProvableSlots.unfit(predicate, e);
    }
  }

  private Statement statement(
      Mode mode,
      Claims claims,
      List<Predicate> predicates,
      Asker asker,
      Statement.Anchor anchor,
      long now) {
    return new Statement(
        mode,
        claims.records,
        predicates,
        asker.audience,
        asker.nonce,
        claims.caller.purpose().map(Purpose::name).orElse(""),
        claims.policyId,
        now,
        now + lifetime.toMillis(),
        anchor);
  }

  private static GatewayException.InvalidRequest invalid(IllegalArgumentException refused) {
    String reason = refused.getMessage();
    return new GatewayException.InvalidRequest(reason == null ? "Not a valid request." : reason);
  }

  private static String policyId(List<RecordAccess.Opened> opened) {
    String id =
        opened.stream()
            .map(one -> one.decision().policyId())
            .distinct()
            .collect(Collectors.joining(","));
    return bounded(id);
  }

  /** A statement has room for so much of a policy's name. */
  static String bounded(String policyId) {
    return policyId.length() > MAX_POLICY_ID ? policyId.substring(0, MAX_POLICY_ID) : policyId;
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
