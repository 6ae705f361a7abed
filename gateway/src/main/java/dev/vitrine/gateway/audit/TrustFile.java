package dev.vitrine.gateway.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.gateway.ledgers.LedgerPins;
import dev.vitrine.ledger.audit.LogProofVerifier;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.Trust;
import dev.vitrine.proofs.presentation.TrustedIssuer;
import dev.vitrine.proofs.presentation.TrustedNaming;
import dev.vitrine.proofs.set.TrustedPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * What a verifier pins of a gateway, as a JSON file ({@code trust.json}): public keys only. Get it
 * over a channel you trust; who can change it can make anything verify.
 *
 * @param pinned the log's keys, its witnesses and their quorum
 * @param gatewayKeys keys that bind presentations and promises
 * @param issuers keys of private presentations of this log's records
 * @param namings the key of this log's pseudonyms, if names count
 * @param publishers whose public sets count
 * @param ledgers how the evidence of external ledgers is verified
 * @param windows when the keys are good
 */
public record TrustFile(
    PinnedPolicy pinned,
    List<GatewayKey.Public> gatewayKeys,
    List<TrustedIssuer> issuers,
    List<TrustedNaming> namings,
    List<TrustedPublisher> publishers,
    LedgerPins ledgers,
    KeyWindows windows) {
  /** Its usual name. */
  public static final String NAME = "trust.json";

  private static final int MAX_BYTES = 256 << 10;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** Checks that all are of one log and copies the lists. */
  public TrustFile {
    gatewayKeys = List.copyOf(gatewayKeys);
    issuers = List.copyOf(issuers);
    namings = List.copyOf(namings);
    publishers = List.copyOf(publishers);
    NoteVerifier log = pinned.log();
    if (!issuers.stream().allMatch(issuer -> issuer.origin().equals(log.name()))) {
      throw new IllegalArgumentException("issuers: of this log only");
    }
    if (namings.size() > 1
        || !namings.stream().allMatch(naming -> naming.origin().equals(log.name()))) {
      throw new IllegalArgumentException("namings: one key at most, of this log only");
    }
  }

  /** Knows of no key when it is good. */
  public TrustFile(
      PinnedPolicy pinned,
      List<GatewayKey.Public> gatewayKeys,
      List<TrustedIssuer> issuers,
      List<TrustedNaming> namings,
      List<TrustedPublisher> publishers,
      LedgerPins ledgers) {
    this(pinned, gatewayKeys, issuers, namings, publishers, ledgers, KeyWindows.NONE);
  }

  /** Believes nobody's names, no publisher of sets and no external ledger. */
  public TrustFile(
      NoteVerifier log,
      List<NoteVerifier> witnesses,
      int quorum,
      List<GatewayKey.Public> gatewayKeys,
      List<TrustedIssuer> issuers) {
    this(
        PinnedPolicy.of(log, witnesses, quorum),
        gatewayKeys,
        issuers,
        List.of(),
        List.of(),
        LedgerPins.NONE);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidTrustFileException if it is not in the one allowed form
   */
  public static TrustFile read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new InvalidTrustFileException("is longer than " + MAX_BYTES + " bytes");
    }
    return parse(Files.readAllBytes(file));
  }

  /**
   * Reads a file's bytes: every member must be there, once, and no other.
   *
   * @throws InvalidTrustFileException if they are not in the one allowed form
   */
  public static TrustFile parse(byte[] bytes) throws InvalidTrustFileException {
    if (bytes.length > MAX_BYTES) {
      throw new InvalidTrustFileException("is longer than " + MAX_BYTES + " bytes");
    }
    try {
      return TrustFileReader.read(JSON.readTree(bytes));
    } catch (JsonProcessingException e) {
      throw new InvalidTrustFileException("is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new InvalidTrustFileException("can't be read");
    }
  }

  /** The file's bytes. */
  public byte[] encode() {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode lines = root.putArray("policy");
    pinned.lines().forEach(lines::add);
    ArrayNode keys = root.putArray("gatewayKeys");
    gatewayKeys.forEach(key -> keys.add(HexFormat.of().formatHex(key.encoded())));
    ArrayNode bbs = root.putArray("issuers");
    for (TrustedIssuer issuer : issuers) {
      bbs.addObject()
          .put("suite", issuer.suite().label())
          .put("key", HexFormat.of().formatHex(issuer.encoded()));
    }
    ArrayNode names = root.putArray("namings");
    namings.forEach(naming -> names.add(HexFormat.of().formatHex(naming.key())));
    ArrayNode sets = root.putArray("publishers");
    for (TrustedPublisher publisher : publishers) {
      sets.addObject()
          .put("id", publisher.id())
          .put("key", HexFormat.of().formatHex(publisher.key().encoded()));
    }
    ledgers.write(root.putArray("ledgers"));
    windows.write(root);
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can always be written", e);
    }
  }

  /** The log's key; the first, if it has several. */
  public NoteVerifier log() {
    return pinned.log();
  }

  /** The keys of all witnesses of the log, needed or not. */
  public List<NoteVerifier> witnesses() {
    return policy().witnesses().stream().map(Quorum.Witness::key).toList();
  }

  /** The same, with these blocks of EVM chains trusted to be final. */
  public TrustFile trustingBlocks(List<String> hashes) {
    return new TrustFile(
        pinned, gatewayKeys, issuers, namings, publishers, ledgers.trustingBlocks(hashes), windows);
  }

  /** Which checkpoints to believe. */
  public LogPolicy policy() {
    LogPolicy policy = pinned.policy();
    return policy.within(windows.of(policy.logs()));
  }

  /** Whom to believe. */
  public Trust trust() {
    return new Trust(
        gatewayKeys,
        issuers,
        namings,
        publishers,
        new LogProofVerifier(policy()),
        ledgers,
        windows.keys());
  }
}
