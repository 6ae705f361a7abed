package dev.vitrine.adapters.fhir;

import dev.vitrine.adapters.fhir.bundle.BundleKind;
import dev.vitrine.adapters.fhir.bundle.BundleReader;
import dev.vitrine.adapters.fhir.bundle.ReadBundle;
import dev.vitrine.adapters.fhir.bundle.Surroundings;
import dev.vitrine.adapters.fhir.json.Elements;
import dev.vitrine.adapters.fhir.json.FhirLimits;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.path.FhirPathException;
import dev.vitrine.adapters.fhir.path.References;
import dev.vitrine.adapters.fhir.rules.ResourceCheck;
import dev.vitrine.adapters.fhir.signature.ProvenanceSignatures;
import dev.vitrine.adapters.fhir.signature.SignatureTrust;
import dev.vitrine.adapters.fhir.signature.SignedBy;
import dev.vitrine.adapters.fhir.template.Tags;
import dev.vitrine.adapters.fhir.template.Template;
import dev.vitrine.adapters.fhir.template.Templates;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.RecordFormat;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * FHIR R4 (4.0.1) in JSON: one resource per document. A Bundle is one resource like any other; of a
 * document or message the entries' resources are further records, its parts. {@link #readBundle}
 * takes the other Bundles apart.
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
  private final ProvenanceSignatures signatures;

  /** The reader with the built-in templates; it keeps no state. */
  public FhirFormat() {
    this(Templates.builtIn());
  }

  /** The reader with these templates. */
  public FhirFormat(Templates templates) {
    this(templates, SignatureTrust.NONE);
  }

  /** The reader with these templates, that checks signatures of those whom somebody trusts. */
  public FhirFormat(Templates templates, SignatureTrust trust) {
    this.templates = templates;
    this.signatures = new ProvenanceSignatures(trust);
  }

  /** Who sent a document, and as what. */
  private record Sender(String mediaType, String party) {}

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
    Sender sender = new Sender(mediaType, party);
    TypedRecord record = record(resource, problems, body, sender, Surroundings.NONE);
    boolean whole =
        "Bundle".equals(resource.string("resourceType"))
            && BundleReader.isWhole(resource.string("type"));
    return List.of(new Submission(record, whole ? bundle(sender).parts(body, record) : List.of()));
  }

  /**
   * Reads a Bundle: takes it apart, or reads it as one record, as its type has it.
   *
   * @param party who sent it
   * @throws InvalidDocumentException if it is no Bundle, or something is wrong with it that is no
   *     single entry's affair
   */
  public ReadBundle readBundle(byte[] body, String mediaType, String party)
      throws InvalidDocumentException {
    ReadBundle read = bundle(new Sender(mediaType, party)).read(body);
    return read.kind() == BundleKind.WHOLE
        ? new ReadBundle(read.kind(), read(body, mediaType, party), List.of())
        : read;
  }

  private BundleReader bundle(Sender sender) {
    return new BundleReader(
        (resource, surroundings) -> {
          Problems problems = new Problems();
          JsonObject tree = StrictJsonReader.read(resource, problems);
          return record(tree, problems, resource, sender, surroundings);
        });
  }

  private TypedRecord record(
      JsonObject resource, Problems problems, byte[] body, Sender sender, Surroundings surroundings)
      throws InvalidDocumentException {
    SortedSet<String> modifierExtensions = ResourceCheck.of(resource, problems);
    problems.refuseIfAny();
    String type = resource.string("resourceType");
    if (type == null) {
      throw new AssertionError("a resource without a type passed its check");
    }
    List<byte[]> leaves = leaves(resource, type, problems);
    References inside = surroundings.references().within(resource);
    Template template;
    TypedRecord.Builder record;
    try {
      template = templates.of(resource, type, inside);
      record = TypedRecord.of(template.schema(), body, sender.mediaType);
      template.fill(resource, inside, record);
      Tags.add(resource, type, template, inside, surroundings, record);
    } catch (FhirPathException e) {
      throw problems.fatal(
          "too-complex",
          type,
          "The resource has more values than its template can look through.",
          "Send it in smaller documents.");
    }
    if (type.equals("Provenance") && template.schema().has(Templates.signedBy())) {
      sign(resource, inside, sender, problems, record);
    }
    record.text(Templates.producer(), sender.party.isEmpty() ? null : sender.party);
    if (!modifierExtensions.isEmpty()) {
      record.text(Templates.modifierExtensions(), String.join(" ", modifierExtensions));
    }
    TypedRecord bundle = surroundings.bundle();
    if (bundle != null) {
      record.link(Templates.bundle(), bundle);
    }
    record.list(Schema.LEAVES, leaves);
    return record.build();
  }

  private void sign(
      JsonObject provenance,
      References references,
      Sender sender,
      Problems problems,
      TypedRecord.Builder record)
      throws InvalidDocumentException {
    Optional<SignedBy> by = signatures.check(provenance, references, sender.party, problems);
    problems.refuseIfAny();
    if (by.isPresent()) {
      record.text(Templates.signedBy(), by.get().name());
      record.text(
          Templates.signatureKey(),
          HexFormat.of().formatHex(Sha256.of(by.get().key().getEncoded())));
    }
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
