package dev.vitrine.proofs.internal.jsonld;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.JsonLdOptions.ProcessingPolicy;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.canon.RdfCanonTicker;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Expands, compacts and canonicalizes with a given set of contexts. Safe for threads. */
final class JsonLdProcessor {
  private static final int MAX_QUADS = 4096;

  /** Steps of canonicalization: hundreds do for real documents, poisoned ones ask for millions. */
  private static final int MAX_STEPS = 50_000;

  private final Contexts contexts;

  JsonLdProcessor(Contexts contexts) {
    this.contexts = contexts;
  }

  /** JSON-LD expansion; refuses a term that no context defines, and whatever RDF would drop. */
  JsonArray expand(JsonObject document) throws JsonLdException {
    Coverage.checkCompact(document);
    JsonArray expanded;
    try {
      expanded = JsonLd.expand(JsonDocument.of(document)).options(options()).get();
    } catch (JsonLdError e) {
      throw refused(e);
    } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
      throw new JsonLdException("JSON-LD: not well formed");
    }
    Coverage.checkExpanded(expanded);
    return expanded;
  }

  JsonObject compact(JsonArray expanded, JsonValue context) throws JsonLdException {
    JsonObject wrapped = StrictJson.PROVIDER.createObjectBuilder().add("@context", context).build();
    try {
      return JsonLd.compact(JsonDocument.of(expanded), JsonDocument.of(wrapped))
          .options(options())
          .get();
    } catch (JsonLdError e) {
      throw refused(e);
    } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
      throw new JsonLdException("JSON-LD: not well formed");
    }
  }

  List<Quad> quads(JsonStructure document) throws JsonLdException {
    Collector quads = new Collector();
    try {
      JsonLd.toRdf(JsonDocument.of(document)).options(options()).provide(quads);
    } catch (JsonLdError e) {
      throw refused(e);
    } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
      throw new JsonLdException("JSON-LD: not well formed, or more than " + MAX_QUADS + " quads");
    }
    return quads.all;
  }

  /** RDFC-1.0 with SHA-256, bounded in steps. */
  static Canonical canonicalize(List<Quad> quads) throws JsonLdException {
    RdfCanon canon = RdfCanon.create("SHA-256", new Steps());
    for (Quad quad : quads) {
      canon.quad(
          quad.subject(),
          quad.predicate(),
          quad.object(),
          quad.datatype(),
          quad.language(),
          quad.direction(),
          quad.graph());
    }
    Collector ordered = new Collector();
    try {
      canon.provide(ordered);
    } catch (RdfConsumerException | IllegalStateException e) {
      throw new JsonLdException("canonicalizing would take more than " + MAX_STEPS + " steps");
    }
    return new Canonical(ordered.all, canon.mapping());
  }

  /**
   * A canonicalized dataset.
   *
   * @param quads with canonical labels
   * @param labels the canonical label of each blank node of the input, both with {@code _:}
   */
  record Canonical(List<Quad> quads, Map<String, String> labels) {}

  private JsonLdOptions options() {
    JsonLdOptions options = new JsonLdOptions(contexts.loader());
    options.setUndefinedTermsPolicy(ProcessingPolicy.Fail);
    options.setOrdered(true);
    return options;
  }

  private static JsonLdException refused(JsonLdError e) {
    return new JsonLdException("JSON-LD: " + e.getCode());
  }

  private static final class Collector implements RdfQuadConsumer {
    private final List<Quad> all = new ArrayList<>();

    @Override
    @SuppressWarnings("NullAway") // the library's interface says nothing of null
    public RdfQuadConsumer quad(
        String subject,
        String predicate,
        String object,
        String datatype,
        String language,
        String direction,
        String graph) {
      if (all.size() == MAX_QUADS) {
        throw new IllegalStateException("too many quads");
      }
      all.add(new Quad(subject, predicate, object, datatype, language, direction, graph));
      return this;
    }
  }

  private static final class Steps implements RdfCanonTicker {
    private int steps;

    @Override
    public void tick() {
      steps++;
      if (steps > MAX_STEPS) {
        throw new IllegalStateException("too many steps");
      }
    }
  }
}
