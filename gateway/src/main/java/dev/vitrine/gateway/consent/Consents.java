package dev.vitrine.gateway.consent;

import dev.vitrine.adapters.fhir.consent.Consent;
import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.store.RecordBatches;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.store.SchemaStore;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.proofs.record.InvalidDocumentException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the Consent resources that a sender handed in for a patient. Of several with one id the
 * newest record counts; those of other senders do not. Calls block.
 *
 * <p>Newest is the last in the log; where they stand in several logs, the one whose batch was
 * closed last, by the clocks of the processes that wrote them.
 */
@ApplicationScoped
class Consents {
  /** Records of consents of one patient that are read; of more than that none is, which denies. */
  static final int MOST = 1024;

  private static final String TYPE = "type=Consent";

  private final TagIndex tags;
  private final SchemaStore schemas;
  private final RecordBatches records;
  private final PatientNames names;

  Consents(TagIndex tags, SchemaStore schemas, RecordBatches records, PatientNames names) {
    this.tags = tags;
    this.schemas = schemas;
    this.records = records;
    this.names = names;
  }

  /** Names of all schemas that patients' records may be of, those of former templates too. */
  List<String> kinds() {
    return schemas.names().stream().filter(Policies::isOfPatients).toList();
  }

  /** Whether a sender has handed in any consent; may say yes where there are very many of all. */
  boolean mayHave(String sender, List<String> kinds) {
    return tags.mayHave(sender, kinds, TYPE);
  }

  /** Those of a patient, who is called by any of these names: {@code patient=Patient/1}. */
  PatientConsents of(String sender, List<String> kinds, Set<String> called) {
    List<RecordRef> refs =
        tags.ofSender(sender, kinds, names.all(sender, kinds, called), TYPE, MOST + 1);
    if (refs.size() > MOST) {
      return PatientConsents.UNREADABLE;
    }
    List<RecordBatches.Opened> opened = new ArrayList<>();
    for (int from = 0; from < refs.size(); from += RecordBatches.MOST) {
      opened.addAll(
          records.open(refs.subList(from, Math.min(refs.size(), from + RecordBatches.MOST))));
    }
    // one that was erased might be the one that denies
    return opened.size() < refs.size() ? PatientConsents.UNREADABLE : newest(opened);
  }

  static PatientConsents newest(List<RecordBatches.Opened> opened) {
    Map<String, PatientConsents.Held> byId = new HashMap<>();
    for (RecordBatches.Opened one : RecordBatches.inOrder(opened)) {
      Optional<Consent> consent;
      try {
        consent = Consent.read(one.record().document());
      } catch (InvalidDocumentException e) {
        consent = Optional.empty();
      }
      if (consent.isEmpty()) {
        return PatientConsents.UNREADABLE;
      }
      String id = consent.get().id();
      // one without an id replaces none, and is replaced by none; no id has a space
      byId.put(
          id == null ? "at " + one.ref() : id, new PatientConsents.Held(one.ref(), consent.get()));
    }
    return new PatientConsents(List.copyOf(byId.values()), true);
  }
}
