package dev.vitrine.adapters.fhir.path;

import dev.vitrine.adapters.fhir.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code resolve()} looks for the resource that a reference points to. Looks only into what
 * came with the document: nothing is ever fetched.
 */
@FunctionalInterface
public interface References {
  /** Finds nothing. */
  References NONE = reference -> null;

  /**
   * The resource that a literal reference, as written, points to; null where it is not here.
   *
   * @param reference as {@code Patient/7}, {@code urn:uuid:…} or an absolute URL; never one to a
   *     contained resource
   */
  @Nullable JsonObject find(String reference);

  /**
   * The same, with what {@code resource} contains found by {@code #id}, and itself by {@code #}.
   */
  default References within(JsonObject resource) {
    return new Contained(resource, this);
  }
}
