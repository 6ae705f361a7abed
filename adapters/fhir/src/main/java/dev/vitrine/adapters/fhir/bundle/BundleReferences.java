package dev.vitrine.adapters.fhir.bundle;

import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.adapters.fhir.path.References;
import dev.vitrine.adapters.fhir.rules.ResourceCheck;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.TypedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What references between the entries of one Bundle mean (FHIR R4, bundle.html#references).
 *
 * <p>An absolute reference, {@code urn:} or URL, names the entry of that fullUrl. A relative one is
 * first put behind the base of the fullUrl of the entry it stands in, if that is the URL of a
 * RESTful server; else it names nothing here. One with a version names an entry only if that says
 * the same {@code meta.versionId}. References to what is contained stay within their resource and
 * are not this class's.
 */
final class BundleReferences {
  /** Trees that are kept for those who refer to them. */
  private static final int KEPT = 64;

  private final List<@Nullable String> fullUrls = new ArrayList<>();
  private final Slices slices;
  private final Map<String, Integer> targets = new HashMap<>();
  private final Map<Integer, Optional<JsonObject>> trees =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Optional<JsonObject>> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * Of all entries.
   *
   * @param entries with stand-ins for their resources
   * @param slices of those that have one, in order
   */
  BundleReferences(List<JsonObject> entries, Slices slices) {
    this.slices = slices;
    int next = 0;
    for (JsonObject entry : entries) {
      String fullUrl = entry.string("fullUrl");
      fullUrls.add(fullUrl);
      if (entry.has("resource")) {
        int slice = next++;
        String version = slices.at(slice).version();
        if (fullUrl != null) {
          targets.put(fullUrl, slice);
        }
        if (fullUrl != null && version != null) {
          targets.put(versioned(fullUrl, version), slice);
        }
      }
    }
  }

  /** For the resource of one entry. */
  Surroundings of(int entry, @Nullable TypedRecord bundle) {
    String fullUrl = fullUrls.get(entry);
    return new Surroundings() {
      @Override
      public @Nullable String resolve(String reference) {
        return BundleReferences.this.resolve(reference, fullUrl);
      }

      @Override
      public References references() {
        return reference -> tree(reference, fullUrl);
      }

      @Override
      public @Nullable String fullUrl() {
        return fullUrl;
      }

      @Override
      public @Nullable TypedRecord bundle() {
        return bundle;
      }
    };
  }

  private @Nullable String resolve(String reference, @Nullable String from) {
    Integer target = target(reference, from);
    if (target == null) {
      return null;
    }
    String type = slices.at(target).type();
    String id = slices.at(target).id();
    return type == null || id == null || !FullUrl.isId(id) ? null : type + "/" + id;
  }

  private @Nullable JsonObject tree(String reference, @Nullable String from) {
    Integer target = target(reference, from);
    return target == null ? null : trees.computeIfAbsent(target, this::withoutFault).orElse(null);
  }

  private Optional<JsonObject> withoutFault(int slice) {
    Problems problems = new Problems();
    try {
      JsonObject tree = StrictJsonReader.read(slices.resource(slice), problems);
      ResourceCheck.of(tree, problems);
      problems.refuseIfAny();
      return Optional.of(tree);
    } catch (InvalidDocumentException e) {
      return Optional.empty();
    }
  }

  private @Nullable Integer target(String reference, @Nullable String from) {
    FullUrl literal = FullUrl.of(reference);
    if (literal == null || !literal.base().isEmpty()) {
      return targets.get(reference);
    }
    FullUrl own = from == null ? null : FullUrl.of(from);
    return own == null || own.base().isEmpty() ? null : targets.get(own.base() + reference);
  }

  private static String versioned(String fullUrl, String version) {
    return fullUrl + "/_history/" + version;
  }
}
