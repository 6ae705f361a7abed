package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.path.FhirPathException;
import dev.vitrine.adapters.fhir.path.References;
import dev.vitrine.proofs.record.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All templates, and which one a resource takes: of those for its type whose guard holds, that of
 * the highest priority; else the one without a guard; else the one for any type. Immutable.
 */
public final class Templates {
  /** Files of one operator. */
  public static final int MAX_FILES = 256;

  /** Names of schemas that only the built-in templates and other adapters may begin with. */
  private static final List<String> RESERVED = List.of("fhir.", "gs1.", "vitrine.");

  private static final List<String> BUILT_IN =
      List.of(
          "Resource",
          "Patient",
          "Observation",
          "BloodPressure",
          "VitalSigns",
          "LabQuantity",
          "Immunization",
          "MedicationDispense",
          "MedicationRequest",
          "Condition",
          "AllergyIntolerance",
          "Procedure",
          "Provenance",
          "SupplyDelivery",
          "Ips");

  private static final Templates STANDARD = readBuiltIn();

  private final List<Template> all;
  private final Map<String, List<Template>> byType = new HashMap<>();
  private final Template generic;

  private Templates(List<Template> all) {
    this.all = List.copyOf(all);
    Template any = null;
    for (Template template : all) {
      if (template.resource().equals(Template.ANY)) {
        any = template;
      } else {
        byType.computeIfAbsent(template.resource(), type -> new ArrayList<>()).add(template);
      }
    }
    if (any == null) {
      throw new IllegalStateException("no template for any type");
    }
    generic = any;
    for (List<Template> ofType : byType.values()) {
      ofType.sort(
          Comparator.comparingInt(Template::priority)
              .reversed()
              .thenComparing(template -> template.schema().id()));
    }
  }

  /** The templates that come with this adapter. */
  public static Templates builtIn() {
    return STANDARD;
  }

  /**
   * The built-in templates with further ones.
   *
   * @throws InvalidTemplateException if a file is refused; the message says which, where and why
   */
  public static Templates with(List<TemplateFile> files) throws InvalidTemplateException {
    if (files.size() > MAX_FILES) {
      throw new InvalidTemplateException("templates", "", "more than " + MAX_FILES + " files");
    }
    List<Template> all = new ArrayList<>(STANDARD.all);
    Set<String> ids = new HashSet<>();
    Set<String> unguarded = new HashSet<>();
    for (TemplateFile file : files) {
      Template template = TemplateReader.read(file);
      String id = template.schema().id();
      if (RESERVED.stream().anyMatch(id::startsWith) || !ids.add(id)) {
        throw new InvalidTemplateException(
            file.name(), "id", "a reserved name, or one given twice");
      }
      if (template.resource().equals(Template.ANY)) {
        throw new InvalidTemplateException(file.name(), "resource", "a type has to be named");
      }
      if (template.priority() == 0) {
        boolean taken = STANDARD.byType.containsKey(template.resource());
        if (taken || !unguarded.add(template.resource())) {
          throw new InvalidTemplateException(
              file.name(), "guard", "there is a template for all resources of this type already");
        }
      }
      all.add(template);
    }
    return new Templates(all);
  }

  /** The schemas of all templates. */
  public List<Schema> schemas() {
    return all.stream().map(Template::schema).toList();
  }

  /** The templates, the built-in ones first. */
  List<Template> all() {
    return all;
  }

  /**
   * The template for a resource.
   *
   * @throws FhirPathException of kind TOO_COMPLEX, if finding it costs more than allowed
   */
  public Template of(JsonObject resource, String type, References references)
      throws FhirPathException {
    List<Template> candidates = byType.get(type);
    if (candidates != null) {
      for (int i = 0; i < candidates.size(); i++) {
        if (candidates.get(i).takes(resource, references)) {
          return candidates.get(i);
        }
      }
    }
    return generic;
  }

  /** The slot that holds the URLs of modifier extensions. */
  public static String modifierExtensions() {
    return CommonSlots.MODIFIER_EXTENSIONS;
  }

  /** The slot that says who sent the document. */
  public static String producer() {
    return CommonSlots.PRODUCER;
  }

  /** The slot that links to the record of the Bundle that a resource came in. */
  public static String bundle() {
    return CommonSlots.BUNDLE;
  }

  /** The slot of a Provenance that says who is known to have signed its target. */
  public static String signedBy() {
    return "signedBy";
  }

  /** The slot that says with which key: the SHA-256 of its SubjectPublicKeyInfo, in hex. */
  public static String signatureKey() {
    return "signatureKey";
  }

  private static Templates readBuiltIn() {
    List<Template> all = new ArrayList<>();
    for (String name : BUILT_IN) {
      String file = name + ".json";
      try (InputStream in = Templates.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException("the built-in template " + file + " is missing");
        }
        all.add(TemplateReader.read(new TemplateFile(file, in.readAllBytes())));
      } catch (IOException | InvalidTemplateException e) {
        throw new IllegalStateException("a built-in template can't be read", e);
      }
    }
    return new Templates(all);
  }
}
