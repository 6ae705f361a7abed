package dev.vitrine.gateway.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.registry.KeyKind;
import dev.vitrine.ledger.registry.RegisteredKey;
import dev.vitrine.ledger.registry.Registry;
import dev.vitrine.ledger.witness.LogKeyWindow;
import dev.vitrine.proofs.presentation.KeyWindow;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * When a log's keys, its gateway's and its issuer's are good, as {@code trust.json} pins it: what
 * the registry in the log says, and the registry key from which anyone can derive it again.
 *
 * @param registryKey the log's first registry key, 64 hex digits; empty if it is not pinned
 * @param keys windows of gateway keys and issuers, by their ids
 * @param logs windows of log keys, by their ids
 */
public record KeyWindows(
    String registryKey, Map<String, KeyWindow> keys, Map<String, LogKeyWindow> logs) {
  /** Nothing is known: all pinned keys are good at any time. */
  public static final KeyWindows NONE = new KeyWindows("", Map.of(), Map.of());

  private static final int MAX = 4 * Registry.MAX_KEYS;
  private static final String ID = "[0-9a-f]{16}";

  /** Checks the registry key's form and sorts by ids. */
  public KeyWindows {
    if (!registryKey.matches("([0-9a-f]{64})?")) {
      throw new IllegalArgumentException("registry: 32 bytes as lower-case hex, or nothing");
    }
    keys = java.util.Collections.unmodifiableMap(new TreeMap<>(keys));
    logs = java.util.Collections.unmodifiableMap(new TreeMap<>(logs));
  }

  /**
   * What a registry says.
   *
   * @param registryKey the log's first registry key, as hex
   * @param placed whether it was replayed from the log, so that it knows sizes
   */
  public static KeyWindows of(Registry registry, String registryKey, boolean placed) {
    Map<String, KeyWindow> keys = new HashMap<>();
    Map<String, LogKeyWindow> logs = new HashMap<>();
    for (RegisteredKey key : registry.keys()) {
      switch (key.kind()) {
        case GATEWAY, ISSUER -> keys.put(key.id(), window(key, registry.origin()));
        case LOG -> {
          if (placed) {
            logs.put(
                key.id(), new LogKeyWindow(key.fromSize(), key.toSize(), key.revokedSinceMillis()));
          }
        }
        case REGISTRY, NAMING, CREDENTIAL, WITNESS -> {
          // verifiers pin at most one of these, without a window
        }
      }
    }
    return new KeyWindows(registryKey, keys, logs);
  }

  private static KeyWindow window(RegisteredKey key, String origin) {
    return new KeyWindow(
        key.fromMillis(),
        key.toMillis(),
        key.revokedSinceMillis(),
        key.sizeBefore() == 0
            ? Optional.empty()
            : Optional.of(new KeyWindow.LogBefore(origin, key.sizeBefore())));
  }

  /** The windows of these log keys. */
  Map<NoteVerifier, LogKeyWindow> of(List<NoteVerifier> verifiers) {
    Map<NoteVerifier, LogKeyWindow> found = new HashMap<>();
    for (NoteVerifier verifier : verifiers) {
      LogKeyWindow window = logs.get(id(verifier));
      if (window != null) {
        found.put(verifier, window);
      }
    }
    return found;
  }

  private static String id(NoteVerifier log) {
    return KeyKind.LOG.id(log.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes the members {@code registry} and {@code windows}. */
  void write(ObjectNode root) {
    root.put("registry", registryKey);
    ArrayNode windows = root.putArray("windows");
    logs.forEach(
        (id, window) -> {
          ObjectNode node = windows.addObject().put("kind", KeyKind.LOG.label()).put("id", id);
          node.put("fromSize", window.fromSize());
          size(node, "toSize", window.toSize());
          time(node, "revokedSince", window.revokedSinceMillis());
        });
    keys.forEach(
        (id, window) -> {
          ObjectNode node = windows.addObject().put("kind", "signer").put("id", id);
          time(node, "from", OptionalLong.of(window.fromMillis()));
          time(node, "to", window.toMillis());
          time(node, "revokedSince", window.revokedSinceMillis());
          node.put("sizeBefore", window.logBefore().map(KeyWindow.LogBefore::size).orElse(0L));
        });
  }

  /**
   * Reads the members {@code registry} and {@code windows}.
   *
   * @param origin the log's name
   */
  static KeyWindows read(JsonNode root, String origin) throws InvalidTrustFileException {
    JsonNode registry = root.get("registry");
    JsonNode windows = root.get("windows");
    if (!registry.isTextual() || !windows.isArray() || windows.size() > MAX) {
      throw new InvalidTrustFileException("registry: hex; windows: a list of at most " + MAX);
    }
    Map<String, KeyWindow> keys = new HashMap<>();
    Map<String, LogKeyWindow> logs = new HashMap<>();
    for (JsonNode node : windows) {
      String kind = node.path("kind").asText();
      String id = node.path("id").asText();
      boolean log = kind.equals(KeyKind.LOG.label());
      Set<String> names =
          log
              ? Set.of("kind", "id", "fromSize", "toSize", "revokedSince")
              : Set.of("kind", "id", "from", "to", "revokedSince", "sizeBefore");
      Set<String> found = new HashSet<>();
      node.fieldNames().forEachRemaining(found::add);
      if (!(log || kind.equals("signer")) || !id.matches(ID) || !found.equals(names)) {
        throw new InvalidTrustFileException(
            "windows: each is of a log or a signer, with the members of that kind and no other");
      }
      try {
        boolean twice =
            log
                ? logs.put(id, logWindow(node)) != null
                : keys.put(id, keyWindow(node, origin)) != null;
        if (twice) {
          throw new InvalidTrustFileException("windows: " + id + " is there twice");
        }
      } catch (IllegalArgumentException | DateTimeException | LedgerException e) {
        throw new InvalidTrustFileException("windows: " + id + ": " + e.getMessage());
      }
    }
    try {
      return new KeyWindows(registry.textValue(), keys, logs);
    } catch (IllegalArgumentException e) {
      throw new InvalidTrustFileException(String.valueOf(e.getMessage()));
    }
  }

  private static LogKeyWindow logWindow(JsonNode node) {
    return new LogKeyWindow(
        size(node.get("fromSize")).orElse(0),
        size(node.get("toSize")),
        time(node.get("revokedSince")));
  }

  private static KeyWindow keyWindow(JsonNode node, String origin) {
    long size = size(node.get("sizeBefore")).orElse(0);
    return new KeyWindow(
        time(node.get("from")).orElse(0),
        time(node.get("to")),
        time(node.get("revokedSince")),
        size == 0 ? Optional.empty() : Optional.of(new KeyWindow.LogBefore(origin, size)));
  }

  private static void time(ObjectNode node, String name, OptionalLong millis) {
    node.put(name, millis.isEmpty() ? null : Instant.ofEpochMilli(millis.getAsLong()).toString());
  }

  private static void size(ObjectNode node, String name, OptionalLong size) {
    node.put(name, size.isEmpty() ? null : Long.valueOf(size.getAsLong()));
  }

  private static OptionalLong time(JsonNode node) {
    if (node.isNull()) {
      return OptionalLong.empty();
    }
    Instant read = Instant.parse(node.asText());
    if (!node.isTextual()
        || !Instant.ofEpochMilli(read.toEpochMilli()).toString().equals(node.asText())) {
      throw new IllegalArgumentException("a time as 2026-11-25T16:00:00Z, to the millisecond");
    }
    return OptionalLong.of(read.toEpochMilli());
  }

  private static OptionalLong size(JsonNode node) {
    if (node.isNull()) {
      return OptionalLong.empty();
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
      throw new IllegalArgumentException("a size is a whole number");
    }
    return OptionalLong.of(node.longValue());
  }
}
