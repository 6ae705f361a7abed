package dev.vitrine.proofs.internal.jsonld;

import dev.vitrine.proofs.internal.jsonld.JsonLdProcessor.Canonical;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A document as canonical N-Quads whose blank nodes have chosen labels, of which parts can be
 * picked by JSON Pointers (vc-di-ecdsa §3.4.16 canonicalizeAndGroup).
 */
public final class GroupedDocument {
  private final JsonLdProcessor processor;
  private final JsonObject document;
  private final JsonObject named;
  private final Map<String, String> labels;
  private final List<String> lines;

  private GroupedDocument(
      JsonLdProcessor processor,
      JsonObject document,
      JsonObject named,
      Map<String, String> labels,
      List<String> lines) {
    this.processor = processor;
    this.document = document;
    this.named = named;
    this.labels = labels;
    this.lines = lines;
  }

  /**
   * Reads a document.
   *
   * @param relabel gives, for canonical labels without {@code _:}, the labels to use instead
   */
  public static GroupedDocument of(
      JsonObject document, Contexts contexts, UnaryOperator<Map<String, String>> relabel)
      throws JsonLdException {
    JsonLdProcessor processor = new JsonLdProcessor(contexts);
    JsonArray expanded = new Skolem().name(processor.expand(document));
    JsonObject named =
        processor.compact(expanded, document.getOrDefault("@context", JsonValue.NULL));
    Canonical canonical = JsonLdProcessor.canonicalize(Skolem.unname(processor.quads(expanded)));
    Map<String, String> wanted = new HashMap<>();
    canonical.labels().values().forEach(label -> wanted.put(bare(label), bare(label)));
    Map<String, String> replaced = relabel.apply(Map.copyOf(wanted));
    Map<String, String> labels = new HashMap<>();
    canonical.labels().forEach((own, label) -> labels.put(own, "_:" + need(replaced, bare(label))));
    return new GroupedDocument(
        processor,
        document,
        named,
        labels,
        Quad.sortedLines(
            canonical.quads().stream().map(quad -> quad.map(at -> label(replaced, at))).toList()));
  }

  /** Every line, in code point order, with its line feed. */
  public List<String> lines() {
    return lines;
  }

  /** The positions of the lines that {@code pointers} select, ascending. */
  public List<Integer> select(List<String> pointers) throws JsonLdException {
    Set<String> chosen = new HashSet<>();
    for (Quad quad : part(pointers)) {
      chosen.add(quad.map(at -> labels.getOrDefault(at, at)).line());
    }
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (chosen.contains(lines.get(i))) {
        positions.add(i);
      }
    }
    if (positions.size() != chosen.size()) {
      throw new JsonLdException("pointers into an array of one, or into what JSON-LD rewrites");
    }
    return positions;
  }

  /** The document cut down to what {@code pointers} select. */
  public JsonObject cut(List<String> pointers) throws JsonLdException {
    return Selection.select(document, pointers);
  }

  /**
   * For the document cut down to {@code pointers}: each of its canonical labels with the label that
   * the node has here, both without {@code _:}.
   */
  public Map<String, String> labelsOfCut(List<String> pointers) throws JsonLdException {
    Map<String, String> map = new HashMap<>();
    JsonLdProcessor.canonicalize(part(pointers))
        .labels()
        .forEach((own, canonical) -> map.put(bare(canonical), bare(need(labels, own))));
    return map;
  }

  private List<Quad> part(List<String> pointers) throws JsonLdException {
    if (pointers.isEmpty()) {
      return List.of();
    }
    return Skolem.unname(processor.quads(Selection.select(named, pointers)));
  }

  private static String label(Map<String, String> replaced, String resource) {
    return resource.startsWith("_:") ? "_:" + need(replaced, bare(resource)) : resource;
  }

  private static String need(Map<String, String> map, String key) {
    String value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("a blank node without a label");
    }
    return value;
  }

  private static String bare(String label) {
    return label.startsWith("_:") ? label.substring(2) : label;
  }
}
