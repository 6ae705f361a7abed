package dev.vitrine.gateway.consent;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.gateway.store.RecordBatches;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.proofs.record.InvalidDocumentException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What else a sender calls a patient. A record may name its patient by an id, by a Bundle's fullUrl
 * or by an identifier, and a consent by another of these: the sender's Patient resource has them
 * all. Patients that are linked are not taken for one.
 */
@ApplicationScoped
class PatientNames {
  /** Versions of one patient that are looked at. */
  private static final int VERSIONS = 64;

  private static final String TYPE = "type=Patient";
  private static final String BY_IDENTIFIER = "patient:identifier=";
  private static final String OWN_IDENTIFIER = "identifier=";

  private final TagIndex tags;
  private final RecordBatches records;

  PatientNames(TagIndex tags, RecordBatches records) {
    this.tags = tags;
    this.records = records;
  }

  /**
   * The names given and those beside them, as {@code patient=Patient/1}.
   *
   * @param kinds names of all schemas that patients' records may be of
   */
  Set<String> all(String sender, List<String> kinds, Set<String> called) {
    Set<String> all = new LinkedHashSet<>(called);
    Set<String> asPatient = new LinkedHashSet<>(called);
    called.stream()
        .filter(name -> name.startsWith(BY_IDENTIFIER))
        .forEach(name -> asPatient.add(OWN_IDENTIFIER + name.substring(BY_IDENTIFIER.length())));
    for (RecordBatches.Opened opened :
        records.open(tags.ofSender(sender, kinds, asPatient, TYPE, VERSIONS))) {
      try {
        JsonObject patient = StrictJsonReader.read(opened.record().document(), new Problems());
        if ("Patient".equals(patient.string("resourceType"))) {
          all.addAll(PatientRecord.ownNames(patient));
        }
      } catch (InvalidDocumentException e) {
        throw new IllegalStateException("a stored patient can't be read", e);
      }
    }
    return all;
  }
}
