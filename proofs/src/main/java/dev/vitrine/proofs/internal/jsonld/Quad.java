package dev.vitrine.proofs.internal.jsonld;

import com.apicatalog.rdf.nquads.NQuadsWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An RDF quad. Blank nodes are texts that start with {@code _:}.
 *
 * @param subject an IRI or blank node
 * @param predicate an IRI
 * @param object an IRI, a blank node, or a literal's text where there is a datatype
 * @param datatype of a literal
 * @param language of a literal
 * @param direction of a literal
 * @param graph an IRI or blank node, absent for the default graph
 */
record Quad(
    String subject,
    String predicate,
    String object,
    @Nullable String datatype,
    @Nullable String language,
    @Nullable String direction,
    @Nullable String graph) {

  /** The same with each IRI and blank node in a place of a blank node replaced. */
  Quad map(UnaryOperator<String> resources) {
    return new Quad(
        resources.apply(subject),
        predicate,
        datatype == null ? resources.apply(object) : object,
        datatype,
        language,
        direction,
        graph == null ? null : resources.apply(graph));
  }

  /** As a line of canonical N-Quads, with its line feed. */
  String line() {
    return NQuadsWriter.nquad(subject, predicate, object, datatype, language, direction, graph);
  }

  /** The lines in code point order, as which UTF-8 sorts. */
  static List<String> sortedLines(List<Quad> quads) {
    return quads.stream()
        .map(Quad::line)
        .distinct()
        .sorted(
            Comparator.comparing(
                line -> line.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
        .toList();
  }
}
