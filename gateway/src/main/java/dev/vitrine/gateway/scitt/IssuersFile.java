package dev.vitrine.gateway.scitt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vitrine.ledger.cose.CoseKey;
import dev.vitrine.ledger.cose.MalformedCoseException;
import dev.vitrine.ledger.cose.StatementIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whose signed statements are registered, as a JSON file ({@code scitt-issuers.json}): {@code
 * {"issuers": [{"issuer": NAME, "keys": [PEM…], "roots": [PEM…]}]}}. Every member must be there,
 * once, and no other.
 */
public final class IssuersFile {
  /** Its usual name. */
  public static final String NAME = "scitt-issuers.json";

  /** The longest file in bytes that is read. */
  public static final int MAX_BYTES = 1 << 20;

  private static final int MAX_ISSUERS = 1024;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private IssuersFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it can't be read or is not in the one allowed form; the message says why
   */
  public static List<StatementIssuer> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is longer than " + MAX_BYTES + " bytes");
    }
    try {
      return parse(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a file's bytes.
   *
   * @throws IllegalArgumentException if they are not in the one allowed form
   */
  static List<StatementIssuer> parse(byte[] bytes) {
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("can't be read", e);
    }
    members(root, Set.of("issuers"), "the file");
    List<StatementIssuer> issuers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode node : list(root.get("issuers"), MAX_ISSUERS, "issuers")) {
      StatementIssuer issuer = issuer(node);
      if (!names.add(issuer.name())) {
        throw new IllegalArgumentException("issuers: " + issuer.name() + " is there twice");
      }
      issuers.add(issuer);
    }
    return issuers;
  }

  private static StatementIssuer issuer(JsonNode node) {
    members(node, Set.of("issuer", "keys", "roots"), "issuers");
    String name = text(node.get("issuer"), "issuer");
    List<CoseKey> keys = new ArrayList<>();
    List<X509Certificate> roots = new ArrayList<>();
    try {
      for (JsonNode key : list(node.get("keys"), StatementIssuer.MAX_KEYS, "keys")) {
        keys.add(CoseKey.ofPem(text(key, "keys")));
      }
      for (JsonNode root : list(node.get("roots"), StatementIssuer.MAX_KEYS, "roots")) {
        roots.add(StatementIssuer.root(text(root, "roots").getBytes(StandardCharsets.US_ASCII)));
      }
    } catch (MalformedCoseException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
    return new StatementIssuer(name, keys, roots);
  }

  private static void members(JsonNode node, Set<String> names, String what) {
    Set<String> found = new HashSet<>();
    node.fieldNames().forEachRemaining(found::add);
    if (!node.isObject() || !found.equals(names)) {
      throw new IllegalArgumentException(
          what + ": must have the members " + new java.util.TreeSet<>(names) + " and no other");
    }
  }

  private static JsonNode list(JsonNode node, int max, String name) {
    if (!node.isArray() || node.size() > max) {
      throw new IllegalArgumentException(name + ": must be a list of at most " + max);
    }
    return node;
  }

  private static String text(JsonNode node, String name) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException(name + ": must be text");
    }
    return node.textValue();
  }
}
