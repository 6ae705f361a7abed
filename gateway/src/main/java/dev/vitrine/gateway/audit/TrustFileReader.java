package dev.vitrine.gateway.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.gateway.ledgers.LedgerPins;
import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.IssuerSuite;
import dev.vitrine.proofs.presentation.TrustedIssuer;
import dev.vitrine.proofs.presentation.TrustedNaming;
import dev.vitrine.proofs.set.PublisherKey;
import dev.vitrine.proofs.set.TrustedPublisher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the members of a {@link TrustFile}, each in its one allowed form. */
final class TrustFileReader {
  private static final int MAX_KEYS = 128;
  private static final Set<String> MEMBERS =
      Set.of(
          "policy",
          "gatewayKeys",
          "issuers",
          "namings",
          "publishers",
          "ledgers",
          "registry",
          "windows");

  private TrustFileReader() {}

  static TrustFile read(JsonNode root) throws InvalidTrustFileException {
    members(root, MEMBERS, "the file");
    PinnedPolicy pinned = policy(root.get("policy"));
    List<GatewayKey.Public> gatewayKeys = new ArrayList<>();
    for (JsonNode key : array(root, "gatewayKeys")) {
      gatewayKeys.add(new GatewayKey.Public(hex(key, GatewayKey.LENGTH, "gatewayKeys")));
    }
    NoteVerifier log = pinned.log();
    List<TrustedIssuer> issuers = new ArrayList<>();
    for (JsonNode issuer : array(root, "issuers")) {
      issuers.add(issuer(issuer, log.name()));
    }
    List<TrustedNaming> namings = new ArrayList<>();
    for (JsonNode key : array(root, "namings")) {
      namings.add(naming(key, log.name()));
    }
    List<TrustedPublisher> publishers = new ArrayList<>();
    for (JsonNode publisher : array(root, "publishers")) {
      members(publisher, Set.of("id", "key"), "publishers");
      publishers.add(
          new TrustedPublisher(
              text(publisher.get("id"), "publishers"),
              new PublisherKey.Public(
                  hex(publisher.get("key"), PublisherKey.LENGTH, "publishers"))));
    }
    try {
      return new TrustFile(
          pinned,
          gatewayKeys,
          issuers,
          namings,
          publishers,
          ledgers(root),
          KeyWindows.read(root, pinned.log().name()));
    } catch (IllegalArgumentException e) {
      throw new InvalidTrustFileException(String.valueOf(e.getMessage()));
    }
  }

  private static LedgerPins ledgers(JsonNode root) throws InvalidTrustFileException {
    try {
      return LedgerPins.read(root.get("ledgers"));
    } catch (IllegalArgumentException e) {
      throw new InvalidTrustFileException("ledgers: " + e.getMessage());
    }
  }

  private static TrustedIssuer issuer(JsonNode node, String origin)
      throws InvalidTrustFileException {
    members(node, Set.of("suite", "key"), "issuers");
    IssuerSuite suite;
    try {
      suite = IssuerSuite.ofLabel(text(node.get("suite"), "issuers"));
    } catch (IllegalArgumentException e) {
      throw new InvalidTrustFileException("issuers: " + e.getMessage());
    }
    try {
      return TrustedIssuer.parse(
          suite, hex(node.get("key"), TrustedIssuer.KEY_LENGTH, "issuers"), origin);
    } catch (IllegalArgumentException e) {
      throw new InvalidTrustFileException("issuers: not a BBS public key");
    }
  }

  private static TrustedNaming naming(JsonNode key, String origin)
      throws InvalidTrustFileException {
    try {
      return new TrustedNaming(hex(key, TrustedNaming.KEY_LENGTH, "namings"), origin);
    } catch (IllegalArgumentException e) {
      throw new InvalidTrustFileException("namings: not a key for names");
    }
  }

  private static void members(JsonNode node, Set<String> names, String what)
      throws InvalidTrustFileException {
    Set<String> found = new HashSet<>();
    node.fieldNames().forEachRemaining(found::add);
    if (!node.isObject() || !found.equals(names)) {
      throw new InvalidTrustFileException(
          what + ": must have the members " + new java.util.TreeSet<>(names) + " and no other");
    }
  }

  private static JsonNode array(JsonNode root, String name) throws InvalidTrustFileException {
    JsonNode node = root.get(name);
    if (!node.isArray() || node.size() > MAX_KEYS) {
      throw new InvalidTrustFileException(name + ": must be a list of at most " + MAX_KEYS);
    }
    return node;
  }

  private static String text(JsonNode node, String name) throws InvalidTrustFileException {
    if (!node.isTextual()) {
      throw new InvalidTrustFileException(name + ": must be text");
    }
    return node.textValue();
  }

  private static PinnedPolicy policy(JsonNode node) throws InvalidTrustFileException {
    if (!node.isArray() || node.size() > PinnedPolicy.MAX_LINES) {
      throw new InvalidTrustFileException(
          "policy: must be a list of at most " + PinnedPolicy.MAX_LINES + " lines");
    }
    List<String> lines = new ArrayList<>();
    for (JsonNode line : node) {
      lines.add(text(line, "policy"));
    }
    try {
      return new PinnedPolicy(lines);
    } catch (LedgerException e) {
      throw new InvalidTrustFileException("policy: " + e.getMessage());
    }
  }

  private static byte[] hex(JsonNode node, int length, String name)
      throws InvalidTrustFileException {
    String text = text(node, name);
    if (text.length() != 2 * length || !text.toLowerCase(Locale.ROOT).equals(text)) {
      throw new InvalidTrustFileException(name + ": " + length + " bytes as lower-case hex");
    }
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidTrustFileException(name + ": " + length + " bytes as lower-case hex");
    }
  }
}
