package dev.vitrine.gateway.provenance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whose signatures in FHIR resources are believed, as a JSON file ({@code fhir-signers.json}):
 * {@code {"signers": [{"party": PARTY, "who": [NAME…], "keys": [PEM…], "roots": [PEM…]}]}}. Every
 * member must be there, once, and no other.
 */
final class SignersFile {
  /** Its usual name. */
  static final String NAME = "fhir-signers.json";

  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_SIGNERS = 1024;
  private static final int MAX_EACH = 32;
  private static final int MAX_NAME = 256;
  private static final int LEAST_RSA_BITS = 2048;
  private static final List<String> ALGORITHMS = List.of("EC", "Ed25519", "RSA");
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SignersFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it can't be read or is not in the one allowed form; the message says why
   */
  static List<KnownSigner> read(Path file, Clock clock) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is longer than " + MAX_BYTES + " bytes");
    }
    try {
      return parse(Files.readAllBytes(file), clock);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a file's bytes.
   *
   * @throws IllegalArgumentException if they are not in the one allowed form
   */
  static List<KnownSigner> parse(byte[] bytes, Clock clock) {
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("can't be read", e);
    }
    members(root, Set.of("signers"), "the file");
    List<KnownSigner> signers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode node : list(root.get("signers"), MAX_SIGNERS, "signers")) {
      KnownSigner signer = signer(node, clock);
      for (String name : signer.who()) {
        if (!names.add(signer.party() + ' ' + name)) {
          throw new IllegalArgumentException("who: " + name + " is there twice");
        }
      }
      signers.add(signer);
    }
    return signers;
  }

  private static KnownSigner signer(JsonNode node, Clock clock) {
    members(node, Set.of("party", "who", "keys", "roots"), "signers");
    List<String> who = new ArrayList<>();
    for (JsonNode name : list(node.get("who"), MAX_EACH, "who")) {
      who.add(text(name, "who"));
    }
    if (who.isEmpty() || who.stream().anyMatch(name -> name.length() > MAX_NAME)) {
      throw new IllegalArgumentException(
          "who: must have names of at most " + MAX_NAME + " characters");
    }
    List<PublicKey> keys = new ArrayList<>();
    for (JsonNode key : list(node.get("keys"), MAX_EACH, "keys")) {
      keys.add(key(text(key, "keys")));
    }
    List<X509Certificate> roots = new ArrayList<>();
    for (JsonNode root : list(node.get("roots"), MAX_EACH, "roots")) {
      roots.add(root(text(root, "roots")));
    }
    return new KnownSigner(text(node.get("party"), "party"), who, keys, roots, clock);
  }

  private static PublicKey key(String pem) {
    String plain = pem.strip();
    if (!plain.startsWith(BEGIN) || !plain.endsWith(END)) {
      throw new IllegalArgumentException("keys: must be PEM, " + BEGIN);
    }
    byte[] info = decoded(plain.substring(BEGIN.length(), plain.length() - END.length()));
    PublicKey key =
        ALGORITHMS.stream()
            .flatMap(algorithm -> key(algorithm, info).stream())
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("keys: one is no EC, Ed25519 or RSA key"));
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
      throw new IllegalArgumentException("keys: RSA has " + LEAST_RSA_BITS + " bits or more");
    }
    return key;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("keys: one is no base64", e);
    }
  }

  private static Optional<PublicKey> key(String algorithm, byte[] info) {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(info)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static X509Certificate root(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("roots: one is no certificate", e);
    }
  }

  private static void members(JsonNode node, Set<String> names, String what) {
    Set<String> found = new HashSet<>();
    node.fieldNames().forEachRemaining(found::add);
    if (!node.isObject() || !found.equals(names)) {
      throw new IllegalArgumentException(
          what + ": must have the members " + new TreeSet<>(names) + " and no other");
    }
  }

  private static JsonNode list(JsonNode node, int max, String name) {
    if (!node.isArray() || node.size() > max) {
      throw new IllegalArgumentException(name + ": must be a list of at most " + max);
    }
    return node;
  }

  private static String text(JsonNode node, String name) {
    if (!node.isTextual() || node.textValue().isEmpty()) {
      throw new IllegalArgumentException(name + ": must be text");
    }
    return node.textValue();
  }
}
