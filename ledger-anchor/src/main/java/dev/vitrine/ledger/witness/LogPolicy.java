package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.checkpoint.NoteVerifier;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which logs are believed, and with whose cosignatures (C2SP tlog-policy). A checkpoint satisfies
 * it if one of the logs signed it under its own origin and the quorum cosigned it.
 *
 * @param logs keys of type {@code ED25519}, each named by its log's origin
 * @param witnesses all that are known, those of the quorum among them
 * @param quorum the witnesses needed
 * @param windows over which trees the logs' keys may sign; a key that is not in it over any
 */
public record LogPolicy(
    List<NoteVerifier> logs,
    List<Quorum.Witness> witnesses,
    Quorum quorum,
    Map<NoteVerifier, LogKeyWindow> windows) {
  /** Checks that no key is there twice and that the quorum is known; copies the lists. */
  public LogPolicy {
    logs = List.copyOf(logs);
    witnesses = List.copyOf(witnesses);
    windows = Map.copyOf(windows);
    if (!logs.containsAll(windows.keySet())) {
      throw new PolicyException("a window of a key that is not there");
    }
    for (NoteVerifier log : logs) {
      if (log.type().cosigns()) {
        throw new PolicyException("the key of log " + log.name() + " is a witness's");
      }
    }
    requireDistinct(logs, "log");
    requireDistinct(quorum.witnesses().toList(), "witness");
    List<NoteVerifier> known = witnesses.stream().map(Quorum.Witness::key).toList();
    requireDistinct(known, "witness");
    if (!known.containsAll(quorum.witnesses().toList())) {
      throw new PolicyException("a witness of the quorum is not among those that are known");
    }
  }

  /** These logs, and no witnesses but the quorum's. */
  public LogPolicy(List<NoteVerifier> logs, Quorum quorum) {
    this(logs, quorum.members().toList(), quorum);
  }

  /** Logs whose keys may sign over any tree. */
  public LogPolicy(List<NoteVerifier> logs, List<Quorum.Witness> witnesses, Quorum quorum) {
    this(logs, witnesses, quorum, Map.of());
  }

  /** The same logs and witnesses, with these windows. */
  public LogPolicy within(Map<NoteVerifier, LogKeyWindow> keyWindows) {
    return new LogPolicy(logs, witnesses, quorum, keyWindows);
  }

  /** Over which trees this key may sign. */
  public LogKeyWindow window(NoteVerifier key) {
    return windows.getOrDefault(key, LogKeyWindow.ALWAYS);
  }

  /** One log, believed on its own word. */
  public static LogPolicy of(NoteVerifier log) {
    return new LogPolicy(List.of(log), Quorum.none());
  }

  /** One log with a quorum. */
  public static LogPolicy of(NoteVerifier log, Quorum quorum) {
    return new LogPolicy(List.of(log), quorum);
  }

  /** The keys that may sign for this origin; none if the origin is unknown. */
  public List<NoteVerifier> logsOf(String origin) {
    return logs.stream().filter(log -> log.name().equals(origin)).toList();
  }

  /** The first key that may sign for this origin. */
  public Optional<NoteVerifier> logOf(String origin) {
    return logsOf(origin).stream().findFirst();
  }

  static void requireWitnessKey(NoteVerifier key) {
    if (!key.type().cosigns()) {
      throw new PolicyException("the key of witness " + key.name() + " is a log's");
    }
  }

  static void requireDistinct(List<NoteVerifier> keys, String what) {
    Set<String> seen = new HashSet<>();
    for (NoteVerifier key : keys) {
      if (!seen.add(HexFormat.of().formatHex(key.publicKey()))) {
        throw new PolicyException("the key of " + what + " " + key.name() + " is there twice");
      }
    }
  }
}
