package dev.vitrine.adapters.fhir;

import dev.vitrine.adapters.fhir.json.Elements;
import dev.vitrine.adapters.fhir.json.FhirLimits;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.path.FhirPathException;
import dev.vitrine.adapters.fhir.path.References;
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
import org.jspecify.annotations.Nullable;

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

  private final Templates templates;

  /** The reader with the built-in templates; it keeps no state. */
  public FhirFormat() {
    this(Templates.builtIn());
  }

  /** The reader with these templates. */
  public FhirFormat(Templates templates) {
    this.templates = templates;
  }

  @Override
  public List<Schema> schemas() {
    return templates.schemas();
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
    return List.of(submission(resource, problems, body, mediaType, References.NONE, null, party));
  }

  /**
   * The record of one resource: a document of its own, or one that came in a Bundle.
   *
   * @param resource the tree of {@code body}, which was read without a problem
   * @param body its bytes and no others, as they were received
   * @param references what came with it besides what it contains
   * @param bundle the record of the Bundle document it came in, which must be committed before or
   *     with this one; null where it came alone
   * @throws InvalidDocumentException if it is refused, with places inside of the resource
   */
  public Submission read(
      JsonObject resource,
      byte[] body,
      String mediaType,
      References references,
      @Nullable TypedRecord bundle,
      String party)
      throws InvalidDocumentException {
    return submission(resource, new Problems(), body, mediaType, references, bundle, party);
  }

  private Submission submission(
      JsonObject resource,
      Problems problems,
      byte[] body,
      String mediaType,
      References references,
      @Nullable TypedRecord bundle,
      String party)
      throws InvalidDocumentException {
    SortedSet<String> modifierExtensions = ResourceCheck.of(resource, problems);
    problems.refuseIfAny();
    String type = resource.string("resourceType");
    if (type == null) {
      throw new AssertionError("a resource without a type passed its check");
    }
    List<byte[]> leaves = leaves(resource, type, problems);
    References inside = references.within(resource);
    TypedRecord.Builder record;
    try {
      Template template = templates.of(resource, type, inside);
      record = TypedRecord.of(template.schema(), body, mediaType);
      template.fill(resource, inside, record);
      Tags.add(resource, type, template, inside, record);
    } catch (FhirPathException e) {
      throw problems.fatal(
          "too-complex",
          type,
          "The resource has more values than its template can look through.",
          "Send it in smaller documents.");
    }
    record.text(Templates.producer(), party.isEmpty() ? null : party);
    if (!modifierExtensions.isEmpty()) {
      record.text(Templates.modifierExtensions(), String.join(" ", modifierExtensions));
    }
    if (bundle != null) {
      record.link(Templates.bundle(), bundle);
    }
    record.list(Schema.LEAVES, leaves);
    return new Submission(record.build(), List.of());
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
