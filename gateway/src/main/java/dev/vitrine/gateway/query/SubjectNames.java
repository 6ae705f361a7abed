package dev.vitrine.gateway.query;

import dev.vitrine.gateway.disclosure.Policies;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.intake.Formats;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.store.SchemaStore;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.record.InvalidDocumentException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a record is about, if its own bytes name the patient only as a Bundle does: by the fullUrl
 * of another entry ({@code urn:uuid:…}). The patient's record, sent by the same party, bears that
 * name as a tag, and its bytes say the id under which the patient asks.
 */
@ApplicationScoped
class SubjectNames {
  private static final String PATIENT = "type=Patient";
  private static final String BY_ID = "patient=Patient/";

  /** Versions of one patient that are looked at. */
  private static final int VERSIONS = 4;

  private final TagIndex tags;
  private final SchemaStore schemas;
  private final RecordReader records;
  private final Formats formats;

  SubjectNames(TagIndex tags, SchemaStore schemas, RecordReader records, Formats formats) {
    this.tags = tags;
    this.schemas = schemas;
    this.records = records;
    this.formats = formats;
  }

  /**
   * The names given and those behind them.
   *
   * @param subjects tags, as {@code patient=urn:uuid:…}
   * @param sender the party whose records they are of
   */
  List<String> all(List<String> subjects, String sender) {
    List<String> others = subjects.stream().filter(name -> !name.startsWith(BY_ID)).toList();
    if (others.isEmpty()) {
      return subjects;
    }
    List<String> kinds = schemas.names().stream().filter(Policies::isOfPatients).toList();
    Set<String> all = new LinkedHashSet<>(subjects);
    for (RecordRef patient : tags.ofSender(sender, kinds, others, PATIENT, VERSIONS)) {
      all.addAll(namesOf(patient, sender));
    }
    return List.copyOf(all);
  }

  private List<String> namesOf(RecordRef patient, String sender) {
    try {
      OpenedRecord record = records.open(records.find(patient).orElseThrow());
      return formats
          .storedFhir()
          .read(record.document(), record.mediaType(), sender)
          .get(0)
          .record()
          .tags()
          .stream()
          .filter(tag -> tag.startsWith(BY_ID))
          .toList();
    } catch (GatewayException.NotFound e) {
      // erased: nobody is to be told under that name any more
      return List.of();
    } catch (InvalidDocumentException e) {
      throw new GatewayException.Internal(e);
    }
  }
}
