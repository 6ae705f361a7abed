package dev.vitrine.adapters.fhir.rules;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Invariants of Bundle. */
final class BundleRules {
  private static final Set<String> WITH_REQUESTS = Set.of("batch", "transaction", "history");
  private static final Set<String> WITH_RESPONSES =
      Set.of("batch-response", "transaction-response", "history");

  private BundleRules() {}

  static void bundle(JsonObject bundle, Trail trail, Problems problems)
      throws InvalidDocumentException {
    String type = bundle.string("type");
    if (type == null) {
      return;
    }
    List<JsonObject> entries = bundle.objects("entry");
    boolean search = type.equals("searchset");
    if (Invariants.has(bundle, "total") && !search && !type.equals("history")) {
      Invariants.broken(
          problems,
          trail.at("total"),
          "bdl-1",
          "A Bundle of this type has a total",
          "Leave it out.");
    }
    Set<String> urls = new HashSet<>();
    for (int i = 0; i < entries.size(); i++) {
      JsonObject entry = entries.get(i);
      String place = trail.at("entry") + '[' + i + ']';
      if (entry.has("search") && !search) {
        Invariants.broken(
            problems,
            place + ".search",
            "bdl-2",
            "A Bundle that is no searchset has a search in an entry",
            "Leave it out.");
      }
      demand(entry, "request", WITH_REQUESTS.contains(type), "bdl-3", place, problems);
      demand(entry, "response", WITH_RESPONSES.contains(type), "bdl-4", place, problems);
      if (!type.equals("history") && !distinct(entry, urls)) {
        Invariants.broken(
            problems,
            place + ".fullUrl",
            "bdl-7",
            "Two entries have one fullUrl and version",
            "Give each resource its own fullUrl.");
      }
    }
    if (type.equals("document")) {
      document(bundle, entries, trail, problems);
    } else if (type.equals("message")) {
      first(entries, "MessageHeader", "bdl-12", trail, problems);
    }
  }

  private static void demand(
      JsonObject entry, String name, boolean demanded, String key, String place, Problems problems)
      throws InvalidDocumentException {
    if (entry.has(name) != demanded) {
      Invariants.broken(
          problems,
          place + '.' + name,
          key,
          demanded
              ? "An entry of a Bundle of this type has no " + name
              : "An entry of a Bundle of this type has a " + name,
          demanded ? "Give it in each entry." : "Leave it out.");
    }
  }

  private static boolean distinct(JsonObject entry, Set<String> urls) {
    String url = entry.string("fullUrl");
    JsonObject resource = entry.object("resource");
    JsonObject meta = resource == null ? null : resource.object("meta");
    String version = meta == null ? null : meta.string("versionId");
    return url == null || urls.add(url + ' ' + (version == null ? "" : version));
  }

  private static void document(
      JsonObject bundle, List<JsonObject> entries, Trail trail, Problems problems)
      throws InvalidDocumentException {
    JsonObject identifier = bundle.object("identifier");
    if (identifier == null || !identifier.has("system") || !identifier.has("value")) {
      Invariants.broken(
          problems,
          trail.at("identifier"),
          "bdl-9",
          "A document has no identifier with system and value",
          "Give it one.");
    }
    if (bundle.string("timestamp") == null) {
      Invariants.broken(
          problems, trail.at("timestamp"), "bdl-10", "A document has no timestamp", "Give it one.");
    }
    first(entries, "Composition", "bdl-11", trail, problems);
  }

  private static void first(
      List<JsonObject> entries, String type, String key, Trail trail, Problems problems)
      throws InvalidDocumentException {
    JsonObject resource = entries.isEmpty() ? null : entries.get(0).object("resource");
    if (resource == null || !type.equals(resource.string("resourceType"))) {
      Invariants.broken(
          problems,
          trail.at("entry") + "[0].resource",
          key,
          "The first resource of a Bundle of this type is no " + type,
          "Put it first.");
    }
  }

  static void entry(JsonObject entry, Trail trail, Problems problems)
      throws InvalidDocumentException {
    String url = entry.string("fullUrl");
    if (url != null && !absolute(url)) {
      problems.add(
          "invalid-full-url",
          trail.at("fullUrl"),
          "fullUrl is not absolute.",
          "Give an absolute URL or a urn:uuid.");
    } else if (url != null && url.contains("/_history/")) {
      Invariants.broken(
          problems,
          trail.at("fullUrl"),
          "bdl-8",
          "fullUrl names a version",
          "Name the resource, and its version in meta.versionId.");
    }
  }

  private static boolean absolute(String url) {
    int colon = url.indexOf(':');
    return colon > 0 && url.substring(0, colon).indexOf('/') < 0;
  }
}
