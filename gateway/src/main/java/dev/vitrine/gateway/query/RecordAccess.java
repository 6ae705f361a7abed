package dev.vitrine.gateway.query;

import dev.vitrine.gateway.consent.CallerPermissions;
import dev.vitrine.gateway.consent.Permissions;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.disclosure.Disclosed;
import dev.vitrine.gateway.disclosure.Disclosures;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.intake.Accepted;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one door from a caller to a record: found, decided upon, opened, and accounted for. */
@ApplicationScoped
public class RecordAccess {
  private static final String SUBJECT = "patient=";

  private final RecordReader records;
  private final Permissions permissions;
  private final Disclosures disclosures;
  private final Elements elements;
  private final SubjectNames names;

  RecordAccess(
      RecordReader records,
      Permissions permissions,
      Disclosures disclosures,
      Elements elements,
      SubjectNames names) {
    this.records = records;
    this.permissions = permissions;
    this.disclosures = disclosures;
    this.elements = elements;
    this.names = names;
  }

  /** A record that the caller may know of, and what may be done with it. */
  public record Opened(
      Caller caller, RecordReader.Found found, OpenedRecord record, Decision decision) {}

  /**
   * Opens a record for a caller.
   *
   * @throws GatewayException.NotFound if there is none, or none that this caller may know of
   */
  public Opened open(Caller caller, String recordId) {
    return open(caller, List.of(recordId)).get(0);
  }

  /**
   * Opens records for one answer to a caller, in the order given.
   *
   * @throws GatewayException.NotFound if one of them is not there, or not for this caller
   */
  List<Opened> open(Caller caller, List<String> recordIds) {
    CallerPermissions allowed = permissions.of(caller);
    return recordIds.stream().map(recordId -> open(caller, allowed, recordId)).toList();
  }

  private Opened open(Caller caller, CallerPermissions allowed, String recordId) {
    RecordRef ref =
        RecordRef.parse(recordId)
            .orElseThrow(
                () ->
                    new GatewayException.InvalidRequest(
                        "A record id is a log index and a position, as 1042-17."));
    RecordReader.Found found = records.find(ref).orElseThrow(Receipts::unknown);
    if (!allowed.most(found.sender(), found.schema()).visible()) {
      throw Receipts.unknown();
    }
    OpenedRecord record = records.open(found);
    Decision decision = allowed.of(found.sender(), record);
    if (!decision.visible()) {
      throw Receipts.unknown();
    }
    return new Opened(caller, found, record, decision);
  }

  /**
   * What is about to be told.
   *
   * @param kind as in {@link Disclosed}
   * @param shown per record, names of what is shown of it
   * @param proved what is proved, in words
   * @param audience whom a presentation is for; empty for a view
   * @param answerDigest SHA-256 of the presentation, in hex; empty for a view
   */
  public record Telling(
      String kind,
      List<List<String>> shown,
      List<String> proved,
      String audience,
      String answerDigest) {}

  /** Makes the disclosure of each record durable; only then may the answer leave. */
  public List<Accepted> account(List<Opened> records, Telling telling) {
    List<Disclosures.Entry> entries = new ArrayList<>();
    Map<List<String>, List<String>> named = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      Opened opened = records.get(i);
      Disclosed disclosed =
          new Disclosed(
              telling.kind,
              Optional.of(opened.found.ref()),
              opened.found.schema().id(),
              opened.found.sender(),
              opened.caller,
              opened.decision.policyId(),
              telling.shown.get(i),
              telling.proved,
              telling.audience,
              telling.answerDigest);
      String sender = opened.found.sender();
      // many records of one answer are about the same patient
      List<String> subjects =
          named.computeIfAbsent(
              with(subjects(opened), sender), of -> names.all(of.subList(1, of.size()), sender));
      entries.add(new Disclosures.Entry(disclosed, subjects, opened.decision.consent()));
    }
    return disclosures.commit(entries);
  }

  private static List<String> with(List<String> subjects, String sender) {
    List<String> key = new ArrayList<>();
    key.add(sender);
    key.addAll(subjects);
    return key;
  }

  /** Tags that name the data's subjects, read again from the original. */
  private List<String> subjects(Opened opened) {
    if (!Policies.isOfPatients(opened.found.schema())) {
      return List.of();
    }
    try {
      List<Submission> again =
          elements
              .formatOf(opened.found.schema())
              .read(opened.record.document(), opened.record.mediaType(), opened.found.sender());
      return again.get(0).record().tags().stream().filter(tag -> tag.startsWith(SUBJECT)).toList();
    } catch (InvalidDocumentException e) {
      throw new GatewayException.Internal(e);
    }
  }
}
