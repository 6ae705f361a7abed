package dev.vitrine.proofs.internal.jose;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.jose.JoseException.Part;
import dev.vitrine.proofs.internal.jsonld.JsonLdException;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An SD-JWT (RFC 9901) whose selectively disclosable claims are members of its payload: the JWT,
 * the disclosures, and the key binding JWT or an empty text. Digests are SHA-256.
 *
 * @param jwt the issuer's compact JWS
 * @param disclosures in their encoded form
 * @param binding the key binding JWT, empty where there is none
 */
public record SdJwt(String jwt, List<String> disclosures, String binding) {
  private static final int MAX_DISCLOSURES = 256;
  private static final int SALT_LENGTH = 16;
  private static final int PADDING = 8;
  private static final String DIGESTS = "_sd";
  private static final String HASH = "_sd_alg";
  private static final String ELEMENT = "...";

  /** Copies. */
  public SdJwt {
    disclosures = List.copyOf(disclosures);
  }

  /**
   * Issues one.
   *
   * @param open claims that are always shown
   * @param selective claims of which each has a disclosure of its own
   */
  public static SdJwt issue(
      String type,
      JsonObject open,
      Map<String, JsonValue> selective,
      Es256.SecretKey key,
      SecureRandom random) {
    List<String> disclosures = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    for (Map.Entry<String, JsonValue> claim : selective.entrySet()) {
      String disclosure = disclosure(random, claim.getKey(), claim.getValue());
      disclosures.add(disclosure);
      digests.add(digest(disclosure));
    }
    // up to a multiple, so that their number tells little
    while (digests.size() % PADDING != 0) {
      digests.add(Es256.base64(bytes(random, Sha256.LENGTH)));
    }
    Collections.sort(digests);
    JsonObjectBuilder payload = StrictJson.PROVIDER.createObjectBuilder(open);
    payload.add(HASH, "sha-256");
    payload.add(DIGESTS, StrictJson.PROVIDER.createArrayBuilder(digests));
    String jwt = Jws.sign(type, key.publicKey().thumbprint(), payload.build(), key);
    return new SdJwt(jwt, disclosures, "");
  }

  /** Reads the compact form; checks nothing but its shape. */
  public static SdJwt parse(String text) throws JoseException {
    if (text.length() > StrictJson.MAX_BYTES) {
      throw new JoseException(Part.FORMAT, "longer than " + StrictJson.MAX_BYTES + " characters");
    }
    String[] parts = text.split("~", MAX_DISCLOSURES + 3);
    if (parts.length < 2 || parts.length > MAX_DISCLOSURES + 2) {
      throw new JoseException(Part.FORMAT, "not an SD-JWT, or too many disclosures");
    }
    List<String> disclosures = List.of(parts).subList(1, parts.length - 1);
    if (disclosures.contains("")) {
      throw new JoseException(Part.FORMAT, "an empty disclosure");
    }
    return new SdJwt(parts[0], disclosures, parts[parts.length - 1]);
  }

  /** The compact form. */
  public String text() {
    return unbound() + binding;
  }

  /** The compact form without the key binding JWT: what that one hashes. */
  public String unbound() {
    StringBuilder out = new StringBuilder(jwt).append('~');
    disclosures.forEach(disclosure -> out.append(disclosure).append('~'));
    return out.toString();
  }

  /** The hash that a key binding JWT carries. */
  public String hash() {
    return digest(unbound());
  }

  /** This with only the disclosures of {@code names}, of which each has to be there. */
  public SdJwt showing(Set<String> names) throws JoseException {
    List<String> kept = new ArrayList<>();
    Set<String> found = new HashSet<>();
    for (String disclosure : disclosures) {
      String name = Disclosure.parse(disclosure).name;
      if (names.contains(name)) {
        kept.add(disclosure);
        found.add(name);
      }
    }
    if (!found.equals(names)) {
      throw new JoseException(Part.DISCLOSURE, "a claim that has no disclosure");
    }
    return new SdJwt(jwt, kept, "");
  }

  /**
   * The processed payload (RFC 9901 §7.1): the open claims, with those of the disclosures put in.
   * Refused are: a hash other than SHA-256, a digest twice, a disclosure twice, one that no digest
   * is for, one of a claim that is there already or of a reserved name, and digests or omitted
   * elements anywhere below the top.
   *
   * @param payload of {@link #jwt}, verified
   */
  public JsonObject processed(JsonObject payload) throws JoseException {
    Set<String> digests = digests(payload);
    Map<String, JsonValue> claims = new LinkedHashMap<>(payload);
    claims.remove(DIGESTS);
    claims.remove(HASH);
    for (JsonValue value : claims.values()) {
      requireNothingOmitted(value);
    }
    for (String encoded : disclosures) {
      if (!digests.remove(digest(encoded))) {
        throw new JoseException(
            Part.DISCLOSURE, "a disclosure that is not signed, or is there twice");
      }
      Disclosure disclosure = Disclosure.parse(encoded);
      requireNothingOmitted(disclosure.value);
      if (claims.putIfAbsent(disclosure.name, disclosure.value) != null) {
        throw new JoseException(Part.DISCLOSURE, "a claim that is there already");
      }
    }
    JsonObjectBuilder out = StrictJson.PROVIDER.createObjectBuilder();
    claims.forEach(out::add);
    return out.build();
  }

  private static Set<String> digests(JsonObject payload) throws JoseException {
    if (!(payload.get(HASH) instanceof JsonString name) || !name.getString().equals("sha-256")) {
      throw new JoseException(Part.HASH, "_sd_alg is not sha-256");
    }
    if (!(payload.get(DIGESTS) instanceof JsonArray array) || array.size() > MAX_DISCLOSURES) {
      throw new JoseException(Part.DISCLOSURE, "_sd is not a list of digests");
    }
    Set<String> digests = new HashSet<>();
    for (JsonValue value : array) {
      if (!(value instanceof JsonString digest) || !digests.add(digest.getString())) {
        throw new JoseException(Part.DISCLOSURE, "a digest is no text, or is there twice");
      }
    }
    return digests;
  }

  private static void requireNothingOmitted(JsonValue value) throws JoseException {
    if (value instanceof JsonObject object) {
      if (object.containsKey(DIGESTS) || object.containsKey(ELEMENT)) {
        throw new JoseException(Part.DISCLOSURE, "digests below the top");
      }
      for (JsonValue member : object.values()) {
        requireNothingOmitted(member);
      }
    } else if (value instanceof JsonArray array) {
      for (JsonValue item : array) {
        requireNothingOmitted(item);
      }
    }
  }

  private static String disclosure(SecureRandom random, String name, JsonValue value) {
    JsonArray array =
        StrictJson.PROVIDER
            .createArrayBuilder()
            .add(Es256.base64(bytes(random, SALT_LENGTH)))
            .add(name)
            .add(value)
            .build();
    return Es256.base64(array.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String digest(String text) {
    return Es256.base64(Sha256.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] bytes(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private record Disclosure(String name, JsonValue value) {
    static Disclosure parse(String encoded) throws JoseException {
      try {
        // as the one member of an object, so that the one strict reader reads it
        String array = new String(Jws.decode(encoded), StandardCharsets.UTF_8);
        JsonArray parts =
            StrictJson.array(StrictJson.object("{\"disclosure\":" + array + "}"), "disclosure");
        if (parts.size() == 3
            && parts.get(0) instanceof JsonString
            && parts.get(1) instanceof JsonString name
            && !Set.of(DIGESTS, ELEMENT).contains(name.getString())) {
          return new Disclosure(name.getString(), parts.get(2));
        }
      } catch (JsonLdException e) {
        throw new JoseException(Part.DISCLOSURE, "a disclosure is not JSON: " + e.reason());
      }
      throw new JoseException(Part.DISCLOSURE, "a disclosure is not a salt, a name and a value");
    }
  }
}
