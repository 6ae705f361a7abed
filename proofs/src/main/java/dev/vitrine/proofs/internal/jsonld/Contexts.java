package dev.vitrine.proofs.internal.jsonld;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The JSON-LD contexts that may be referred to, by URL. Any other is refused: nothing is fetched,
 * so nobody can change what a term means, nor learn that a credential is being looked at.
 *
 * <p>For {@link #CREDENTIALS_V2} this has the terms that Vitrine's credentials use, and no others:
 * each stands for the IRI that the W3C's context gives it; a document that uses another term of it
 * is refused, not misread.
 */
public final class Contexts {
  /** The base context of every Verifiable Credential 2.0. */
  public static final String CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2";

  private final Map<String, JsonObject> byUrl;

  private Contexts(Map<String, JsonObject> byUrl) {
    this.byUrl = Map.copyOf(byUrl);
  }

  /** Those bundled here. */
  public static Contexts bundled() {
    try (InputStream in = Contexts.class.getResourceAsStream("credentials-v2.json")) {
      if (in == null) {
        throw new IllegalStateException("the bundled context is missing");
      }
      return new Contexts(Map.of(CREDENTIALS_V2, StrictJson.object(in.readAllBytes())));
    } catch (IOException | JsonLdException e) {
      throw new IllegalStateException("the bundled context can't be read", e);
    }
  }

  /** These and one more. */
  public Contexts with(String url, JsonObject document) {
    Map<String, JsonObject> more = new HashMap<>(byUrl);
    more.put(url, document);
    return new Contexts(more);
  }

  DocumentLoader loader() {
    return (url, options) -> {
      JsonObject known = byUrl.get(url.toString());
      if (known == null) {
        throw new JsonLdError(
            JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "a context that is not bundled");
      }
      Document document = JsonDocument.of(known);
      document.setDocumentUrl(url);
      return document;
    };
  }
}
