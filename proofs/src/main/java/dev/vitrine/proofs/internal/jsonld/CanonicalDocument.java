package dev.vitrine.proofs.internal.jsonld;

import dev.vitrine.proofs.internal.jsonld.JsonLdProcessor.Canonical;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;

/** A document's canonical N-Quads (RDFC-1.0). */
public final class CanonicalDocument {
  private CanonicalDocument() {}

  /** The lines in code point order, each with its line feed. */
  public static List<String> lines(JsonObject document, Contexts contexts) throws JsonLdException {
    return Quad.sortedLines(canonical(document, contexts).quads());
  }

  /**
   * The lines with other labels of blank nodes.
   *
   * @param labels for each canonical label another, both without {@code _:}
   * @throws JsonLdException also if {@code labels} does not name exactly the document's blank nodes
   */
  public static List<String> lines(
      JsonObject document, Contexts contexts, Map<String, String> labels) throws JsonLdException {
    Canonical canonical = canonical(document, contexts);
    if (canonical.labels().size() != labels.size()) {
      throw new JsonLdException("the label map is not for as many blank nodes");
    }
    for (String label : canonical.labels().values()) {
      if (!labels.containsKey(label.substring(2))) {
        throw new JsonLdException("the label map leaves out a blank node");
      }
    }
    return Quad.sortedLines(
        canonical.quads().stream()
            .map(
                quad ->
                    quad.map(at -> at.startsWith("_:") ? "_:" + labels.get(at.substring(2)) : at))
            .toList());
  }

  private static Canonical canonical(JsonObject document, Contexts contexts)
      throws JsonLdException {
    JsonLdProcessor processor = new JsonLdProcessor(contexts);
    return JsonLdProcessor.canonicalize(processor.quads(processor.expand(document)));
  }
}
