package dev.vitrine.gateway.query;

import dev.vitrine.gateway.consent.CallerPermissions;
import dev.vitrine.gateway.consent.Permissions;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.disclosure.Disclosed;
import dev.vitrine.gateway.disclosure.Disclosures;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.facts.FactWords;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.intake.Accepted;
import dev.vitrine.gateway.store.SchemaStore;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.presentation.LoggedBatch;
import dev.vitrine.proofs.presentation.Predicate;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.SlotKind;
import dev.vitrine.v1.AggregateRequest;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers with count, sum, mean and variance of a slot over the records that a search selects, and
 * a proof of them. Policies must allow it for that slot, and name how few records are too few. Two
 * selections that differ in one record tell that record's value: answers are on record for this.
 */
@Singleton
class Aggregating {
  private final SchemaStore schemas;
  private final Search search;
  private final Permissions permissions;
  private final SelectedRecords records;
  private final LoggedBatches batches;
  private final Presenting presenting;
  private final Disclosures disclosures;

  Aggregating(
      SchemaStore schemas,
      Search search,
      Permissions permissions,
      SelectedRecords records,
      LoggedBatches batches,
      Presenting presenting,
      Disclosures disclosures) {
    this.schemas = schemas;
    this.search = search;
    this.permissions = permissions;
    this.records = records;
    this.batches = batches;
    this.presenting = presenting;
    this.disclosures = disclosures;
  }

  /** The totals, the presentation's file, and where the disclosure stands. */
  record Answer(Predicate.Totals totals, byte[] file, Accepted disclosure) {}

  Answer answer(Caller caller, AggregateRequest request) {
    Schema schema =
        schemas
            .byName(request.getSchema())
            .orElseThrow(
                () -> new GatewayException.InvalidRequest("There is no schema of that name."));
    String slot = request.getSlot();
    if (!schema.has(slot) || schema.slot(slot).kind() != SlotKind.INT) {
      throw new GatewayException.InvalidRequest(
          "Schema " + schema.id() + " has no number of that name.");
    }
    SelectedRecords.Selection selection =
        records.open(
            schema,
            search.all(
                caller,
                schema,
                request.getQuery(),
                decision -> decision.aggregate().containsKey(slot),
                SelectedRecords.MAX));
    // each record was decided upon when it was found; what is left is how few are too few
    CallerPermissions allowed = permissions.of(caller);
    Map<String, Decision> decisions = new LinkedHashMap<>();
    selection.senders().forEach(sender -> decisions.put(sender, allowed.most(sender, schema)));
    int least =
        decisions.values().stream()
            .mapToInt(decision -> decision.aggregate().getOrDefault(slot, Integer.MAX_VALUE))
            .max()
            .orElse(Integer.MAX_VALUE);
    Predicate.Totals totals = selection.totals(schema, schema.indexOf(slot));
    if (totals.count() < least) {
      throw new GatewayException.Unmet(
          GatewayException.Unmet.SELECTION_TOO_SMALL,
          "Too few records that hold the slot are selected for a sum of them to be told.");
    }
    selection.requireAlike(schema, slot);
    String policyId =
        String.join(
            ",", decisions.values().stream().map(Decision::policyId).distinct().sorted().toList());
    LoggedBatches.Placed placed = batches.place(selection.logIndexes());
    List<LoggedBatch> logged = selection.logged(placed);
    byte[] file =
        presenting
            .totals(
                caller,
                Presenting.bounded(policyId),
                totals,
                new Presenting.Asker(request.getAudience(), request.getNonce().toByteArray()),
                placed.anchor(),
                logged)
            .encode();
    return new Answer(totals, file, account(caller, schema, decisions, totals, request, file));
  }

  /** One disclosure to each sender whose records were summed up. */
  private Accepted account(
      Caller caller,
      Schema schema,
      Map<String, Decision> decisions,
      Predicate.Totals totals,
      AggregateRequest request,
      byte[] file) {
    String digest = HexFormat.of().formatHex(Sha256.of(file));
    List<String> words = FactWords.of(List.of(), List.of(totals));
    List<Disclosures.Entry> entries =
        decisions.entrySet().stream()
            .map(
                sender ->
                    new Disclosures.Entry(
                        new Disclosed(
                            "aggregate",
                            Optional.empty(),
                            schema.id(),
                            sender.getKey(),
                            caller,
                            sender.getValue().policyId(),
                            List.of(),
                            words,
                            request.getAudience(),
                            digest),
                        List.of()))
            .toList();
    return disclosures.commit(entries).get(0);
  }
}
