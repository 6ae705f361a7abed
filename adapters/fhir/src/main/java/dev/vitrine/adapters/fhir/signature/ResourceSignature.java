package dev.vitrine.adapters.fhir.signature;

import dev.vitrine.adapters.fhir.json.JsonArray;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR R4 Signature that holds a detached JWS (RFC 7515 appendix F, compact) over the canonical
 * JSON of one resource.
 *
 * <p>{@link #check} says whether a given key signed the content. Whether the key is trusted, and
 * whether it may speak for who the resource names, is the caller's to decide: the certificate that
 * a signature carries about itself proves nothing.
 */
public final class ResourceSignature {
  private static final int MAX_BYTES = 1 << 16;
  private static final String CANONICALIZATION = "canonicalization=";

  /** Header parameters that may be marked as critical, because they are understood. */
  private static final Set<String> UNDERSTOOD = Set.of("b64");

  private final Optional<CanonicalForm> form;
  private final String protectedHeader;
  private final JsonObject header;
  private final byte[] signature;

  private ResourceSignature(
      Optional<CanonicalForm> form, String protectedHeader, JsonObject header, byte[] signature) {
    this.form = form;
    this.protectedHeader = protectedHeader;
    this.header = header;
    this.signature = signature;
  }

  /**
   * Reads a Signature.
   *
   * @return empty where it holds no detached JWS: other forms of signatures are not read
   */
  public static Optional<ResourceSignature> of(JsonObject signature) {
    String data = signature.string("data");
    if (!"application/jose".equals(signature.string("sigFormat"))
        || data == null
        || data.length() > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      String jws = new String(Base64.getMimeDecoder().decode(data), StandardCharsets.US_ASCII);
      int first = jws.indexOf('.');
      int second = jws.indexOf('.', first + 1);
      if (first < 1 || second != first + 1 || jws.indexOf('.', second + 1) >= 0) {
        return Optional.empty();
      }
      Base64.Decoder decoder = Base64.getUrlDecoder();
      JsonObject header =
          StrictJsonReader.read(decoder.decode(jws.substring(0, first)), new Problems());
      return Optional.of(
          new ResourceSignature(
              form(signature, header),
              jws.substring(0, first),
              header,
              decoder.decode(jws.substring(second + 1))));
    } catch (IllegalArgumentException | InvalidDocumentException e) {
      return Optional.empty();
    }
  }

  /** The certificate that the signature says was used, if it carries one. */
  public Optional<X509Certificate> certificate() {
    if (!(header.get("x5c") instanceof JsonArray chain)
        || chain.size() == 0
        || !(chain.at(0) instanceof JsonPrimitive first)
        || first.type() != 's') {
      return Optional.empty();
    }
    try {
      byte[] der = Base64.getDecoder().decode(first.text());
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (IllegalArgumentException | CertificateException e) {
      return Optional.empty();
    }
  }

  /** The key's name in the header; empty where it gives none. */
  public Optional<String> keyId() {
    return Optional.ofNullable(header.string("kid"));
  }

  /** What is left out of the resource before it is signed; empty for a form not known here. */
  public Optional<CanonicalForm> form() {
    return form;
  }

  /**
   * Whether {@code key} signed {@code resource}.
   *
   * @param leftOut as in {@link CanonicalJson#of}
   */
  public SignatureOutcome check(JsonObject resource, String leftOut, PublicKey key) {
    Optional<Algorithm> algorithm = Algorithm.of(header.string("alg"));
    if (form.isEmpty() || algorithm.isEmpty() || !criticalUnderstood()) {
      return SignatureOutcome.UNSUPPORTED;
    }
    if (!algorithm.get().fits(key)) {
      return SignatureOutcome.INVALID;
    }
    byte[] payload = CanonicalJson.of(resource, form.get(), leftOut);
    return algorithm.get().verifies(key, message(payload), signature)
        ? SignatureOutcome.VALID
        : SignatureOutcome.INVALID;
  }

  /** RFC 7515 section 5.1, or RFC 7797 section 3 where the payload goes in as it is. */
  private byte[] message(byte[] payload) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(protectedHeader.getBytes(StandardCharsets.US_ASCII));
    message.write('.');
    message.writeBytes(
        unencoded() ? payload : Base64.getUrlEncoder().withoutPadding().encode(payload));
    return message.toByteArray();
  }

  private boolean unencoded() {
    return header.get("b64") instanceof JsonPrimitive b64
        && b64.type() == 'b'
        && b64.text().equals("false");
  }

  /** RFC 7515 section 4.1.11; RFC 7797 wants {@code b64} to be critical where it is false. */
  private boolean criticalUnderstood() {
    boolean namesB64 = false;
    if (header.get("crit") instanceof JsonArray critical) {
      for (int i = 0; i < critical.size(); i++) {
        String name = critical.at(i) instanceof JsonPrimitive p ? p.text() : "";
        if (!UNDERSTOOD.contains(name)) {
          return false;
        }
        namesB64 = true;
      }
      return critical.size() > 0 && (namesB64 || !unencoded());
    }
    return !header.has("crit") && !unencoded();
  }

  private static Optional<CanonicalForm> form(JsonObject signature, JsonObject header) {
    String named = header.string("canon");
    String format = signature.string("targetFormat");
    String ofFormat = format == null ? null : parameter(format);
    if (named != null && ofFormat != null && !named.equals(ofFormat)) {
      return Optional.empty();
    }
    String uri = named != null ? named : ofFormat;
    return uri == null ? Optional.empty() : CanonicalForm.of(uri);
  }

  private static @Nullable String parameter(String format) {
    if (!format.toLowerCase(Locale.ROOT).startsWith("application/fhir+json")) {
      return null;
    }
    int at = format.indexOf(CANONICALIZATION);
    if (at < 0) {
      return null;
    }
    String value = format.substring(at + CANONICALIZATION.length());
    int end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).strip();
  }
}
