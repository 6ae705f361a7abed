package dev.vitrine.adapters.fhir;

import dev.vitrine.adapters.fhir.json.Elements;
import dev.vitrine.adapters.fhir.json.FhirLimits;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.rules.ResourceCheck;
import dev.vitrine.adapters.fhir.template.Tags;
import dev.vitrine.adapters.fhir.template.Template;
import dev.vitrine.adapters.fhir.template.Templates;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.RecordFormat;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * FHIR R4 (4.0.1) in JSON: one resource per document. A Bundle is one resource like any other; it
 * is not taken apart.
 *
 * <p>Guarantees that a record's slots say what the document says, to the digit, or nothing. Does
 * not guarantee that the document conforms to every rule of its StructureDefinition: {@code
 * docs/fhir.md} says which rules are checked.
 */
public final class FhirFormat implements RecordFormat {
  /** The media types read. */
  public static final List<String> MEDIA_TYPES =
      List.of("application/fhir+json", "application/json");

  /** The reader for all documents; it keeps no state. */
  public FhirFormat() {}

  @Override
  public List<Schema> schemas() {
    return Templates.schemas();
  }

  @Override
  public boolean accepts(String mediaType) {
    return MEDIA_TYPES.contains(mediaType);
  }

  @Override
  public List<Submission> read(byte[] body, String mediaType, String party)
      throws InvalidDocumentException {
    Problems problems = new Problems();
    JsonObject resource = StrictJsonReader.read(body, problems);
    SortedSet<String> modifierExtensions = ResourceCheck.of(resource, problems);
    problems.refuseIfAny();
    String type = resource.string("resourceType");
    if (type == null) {
      throw new AssertionError("a resource without a type passed its check");
    }
    List<byte[]> leaves = leaves(resource, type, problems);
    Template template = Templates.of(resource, type);
    TypedRecord.Builder record = TypedRecord.of(template.schema(), body, mediaType);
    template.fill(resource, record);
    record.text(Templates.producer(), party.isEmpty() ? null : party);
    if (!modifierExtensions.isEmpty()) {
      record.text(Templates.modifierExtensions(), String.join(" ", modifierExtensions));
    }
    record.list(Schema.LEAVES, leaves);
    Tags.add(resource, type, record);
    return List.of(new Submission(record.build(), List.of()));
  }

  @Override
  public List<Element> elements(byte[] document, String mediaType) {
    try {
      return Elements.of(StrictJsonReader.read(document, new Problems()));
    } catch (InvalidDocumentException e) {
      throw new IllegalArgumentException("not a document that was read before", e);
    }
  }

  private static List<byte[]> leaves(JsonObject resource, String type, Problems problems)
      throws InvalidDocumentException {
    List<Element> elements = Elements.of(resource);
    if (elements.isEmpty()) {
      throw problems.fatal(
          "too-complex",
          type,
          "All values with their places are more than " + FhirLimits.ELEMENT_BYTES + " bytes.",
          "Send it in smaller documents.");
    }
    List<byte[]> leaves = new ArrayList<>(elements.size());
    for (Element element : elements) {
      leaves.add(element.bytes());
    }
    return leaves;
  }
}
