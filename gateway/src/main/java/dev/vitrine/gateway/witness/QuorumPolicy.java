package dev.vitrine.gateway.witness;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.PolicyException;
import dev.vitrine.ledger.witness.PolicyText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Whose cosignatures this gateway's log needs before it publishes: {@code log.policy} in the data
 * folder, with {@code witness}, {@code group} and {@code quorum} lines (C2SP tlog-policy). Read at
 * start: readers pin it, so a change is a decision. Without the file the log needs none.
 */
@Singleton
public class QuorumPolicy {
  private static final String NONE = "quorum none";

  private final List<String> lines;
  private final LogPolicy policy;

  @Inject
  QuorumPolicy(VitrineConfig config) {
    try {
      String text = read(config.data());
      this.lines =
          text.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList();
      this.policy = parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** The file's lines, without comments; of no file, one that needs no witness. */
  public List<String> lines() {
    return lines;
  }

  /** The witnesses and the quorum; no log. */
  public LogPolicy policy() {
    return policy;
  }

  /**
   * Reads the file and forgets it again.
   *
   * @throws IOException if it would stop the start; the message says why
   */
  public static void check(Path folder) throws IOException {
    read(folder);
  }

  private static String read(Path folder) throws IOException {
    return PolicyFile.read(
            folder.resolve("log.policy"),
            text -> {
              parse(text);
              return text;
            })
        .orElse(NONE);
  }

  private static LogPolicy parse(String text) {
    LogPolicy policy = PolicyText.parse(text);
    if (!policy.logs().isEmpty()) {
      throw new PolicyException("the log is this gateway's own: leave out the log lines");
    }
    return policy;
  }
}
