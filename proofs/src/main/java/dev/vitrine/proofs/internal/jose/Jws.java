package dev.vitrine.proofs.internal.jose;

import dev.vitrine.proofs.internal.jose.JoseException.Part;
import dev.vitrine.proofs.internal.jsonld.JsonLdException;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * A compact JWS (RFC 7515 §3.1) by ES256 of a JSON object. To hold one is not to have verified it.
 *
 * @param keyId the header's {@code kid}, empty where there is none
 * @param payload the payload
 * @param signed the bytes that are signed
 * @param signature 64 bytes
 */
public record Jws(String keyId, JsonObject payload, byte[] signed, byte[] signature) {
  private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

  /** Signs {@code payload}. */
  public static String sign(String type, String keyId, JsonObject payload, Es256.SecretKey key) {
    var header = StrictJson.PROVIDER.createObjectBuilder().add("alg", "ES256").add("typ", type);
    if (!keyId.isEmpty()) {
      header.add("kid", keyId);
    }
    String signed = encode(header.build()) + '.' + encode(payload);
    return signed + '.' + Es256.base64(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  /**
   * Reads a token whose header has to name ES256 and {@code type}, and nothing else but a key id:
   * no other algorithm, no key or certificate of its own, no critical extension.
   */
  public static Jws parse(String token, String type) throws JoseException {
    String[] parts = token.split("\\.", -1);
    if (token.length() > StrictJson.MAX_BYTES || parts.length != 3) {
      throw new JoseException(Part.FORMAT, "not a compact JWS");
    }
    JsonObject header = object(parts[0]);
    try {
      if (!HEADER.containsAll(header.keySet())
          || !StrictJson.text(header, "alg", 16).equals("ES256")
          || !StrictJson.text(header, "typ", 64).equals(type)) {
        throw new JoseException(Part.HEADER, "not ES256 and " + type + " alone");
      }
      String keyId = header.containsKey("kid") ? StrictJson.text(header, "kid", 256) : "";
      byte[] signature = decode(parts[2]);
      if (signature.length != Es256.SIGNATURE_LENGTH) {
        throw new JoseException(Part.FORMAT, "the signature is not of 64 bytes");
      }
      String signed = parts[0] + '.' + parts[1];
      return new Jws(
          keyId, object(parts[1]), signed.getBytes(StandardCharsets.US_ASCII), signature);
    } catch (JsonLdException e) {
      throw new JoseException(Part.HEADER, e.reason());
    }
  }

  /** Whether the signature is by {@code key}. */
  public boolean isBy(Es256.PublicKey key) {
    return key.verifies(signed, signature);
  }

  static byte[] decode(String base64url) throws JoseException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(base64url);
      if (Es256.base64(bytes).equals(base64url)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new JoseException(Part.FORMAT, "not base64url");
    }
    throw new JoseException(Part.FORMAT, "not the one form of base64url without padding");
  }

  private static String encode(JsonObject object) {
    return Es256.base64(StrictJson.bytes(object));
  }

  private static JsonObject object(String base64url) throws JoseException {
    try {
      return StrictJson.object(decode(base64url));
    } catch (JsonLdException e) {
      throw new JoseException(Part.FORMAT, e.reason());
    }
  }
}
