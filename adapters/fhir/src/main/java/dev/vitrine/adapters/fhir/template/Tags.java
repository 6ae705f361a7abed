package dev.vitrine.adapters.fhir.template;

import dev.vitrine.adapters.fhir.bundle.BundleLimits;
import dev.vitrine.adapters.fhir.bundle.Surroundings;
import dev.vitrine.adapters.fhir.json.FhirLimits;
import dev.vitrine.adapters.fhir.json.Json;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.path.FhirPathException;
import dev.vitrine.adapters.fhir.path.References;
import dev.vitrine.proofs.record.TypedRecord;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a resource can be looked up by: names and forms of FHIR search parameters. Some are made for
 * every resource, others as its template says.
 */
public final class Tags {
  /** The names of tags that every resource gets. */
  static final Set<String> COMMON =
      Set.of("type", "_id", "patient", "subject", "patient:identifier", "identifier");

  private static final String[] PATIENT_ELEMENTS = {
    "subject", "patient", "beneficiary", "for", "individual"
  };
  private static final String VERSION = "/_history/";

  private final Set<String> tags = new LinkedHashSet<>();

  private Tags() {}

  /**
   * Adds the tags of {@code resource} to its record.
   *
   * @throws FhirPathException of kind TOO_COMPLEX, if finding them costs more than allowed
   */
  public static void add(
      JsonObject resource,
      String type,
      Template template,
      References references,
      Surroundings surroundings,
      TypedRecord.Builder record)
      throws FhirPathException {
    Tags found = new Tags();
    found.identity(resource, type, surroundings);
    found.subject(resource, surroundings);
    if (type.equals("Bundle")) {
      found.patients(resource);
    }
    for (TagPath path : template.tags()) {
      found.path(path, resource, references);
    }
    found.identifiers(resource);
    for (String tag : found.tags) {
      int split = tag.indexOf('=');
      record.tag(tag.substring(0, split), tag.substring(split + 1));
    }
  }

  private void path(TagPath path, JsonObject resource, References references)
      throws FhirPathException {
    try {
      for (Json value : path.path().values(resource, references)) {
        tag(path.name(), path.reading().of(value));
      }
    } catch (FhirPathException e) {
      Template.ignore(e);
    }
  }

  private void identity(JsonObject resource, String type, Surroundings surroundings) {
    tag("type", type);
    String id = resource.string("id");
    if (id != null) {
      tag("_id", id);
      if (type.equals("Patient")) {
        tag("patient", "Patient/" + id);
      }
    }
    if (type.equals("Patient")) {
      tag("patient", surroundings.fullUrl());
    }
  }

  /** Whom a Bundle that is one record is about, as far as its entries say. */
  private void patients(JsonObject bundle) {
    int count = 0;
    for (JsonObject entry : bundle.objects("entry")) {
      JsonObject resource = entry.object("resource");
      if (resource != null
          && "Patient".equals(resource.string("resourceType"))
          && count++ < BundleLimits.PATIENTS) {
        String id = resource.string("id");
        tag("patient", id == null ? entry.string("fullUrl") : "Patient/" + id);
      }
    }
  }

  private void subject(JsonObject resource, Surroundings surroundings) {
    for (String element : PATIENT_ELEMENTS) {
      JsonObject reference = resource.object(element);
      if (reference == null) {
        continue;
      }
      String literal = reference.string("reference");
      if (literal != null && !literal.startsWith("#")) {
        int version = literal.indexOf(VERSION);
        String target = version < 0 ? literal : literal.substring(0, version);
        tag(ofPatient(target) ? "patient" : "subject", target);
        String resolved = surroundings.resolve(literal);
        if (resolved != null) {
          tag(ofPatient(resolved) ? "patient" : "subject", resolved);
        }
      }
      tag("patient:identifier", Readings.identifier(reference.object("identifier")));
    }
  }

  /** A urn says no type; it is taken for a patient, as a subject mostly is. */
  private static boolean ofPatient(String reference) {
    return reference.startsWith("Patient/")
        || reference.contains("/Patient/")
        || reference.startsWith("urn:");
  }

  private void identifiers(JsonObject resource) {
    Json identifier = resource.get("identifier");
    if (identifier instanceof JsonObject one) {
      tag("identifier", Readings.identifier(one));
    } else if (!(identifier instanceof JsonPrimitive)) {
      resource.objects("identifier").forEach(each -> tag("identifier", Readings.identifier(each)));
    }
  }

  private void tag(String name, @Nullable String value) {
    if (value != null && value.length() <= FhirLimits.TAG && tags.size() < FhirLimits.TAGS) {
      tags.add(name + '=' + value);
    }
  }
}
