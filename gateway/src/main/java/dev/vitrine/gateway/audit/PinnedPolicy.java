package dev.vitrine.gateway.audit;

import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.PolicyException;
import dev.vitrine.ledger.witness.PolicyText;
import java.util.ArrayList;
import java.util.List;

/**
 * Which checkpoints of one log to believe, as the lines of a policy (C2SP tlog-policy): the log's
 * keys, all of its name, the witnesses, and the quorum of them that must have cosigned.
 *
 * @param lines without their newlines
 */
public record PinnedPolicy(List<String> lines) {
  /** The most lines that are read. */
  static final int MAX_LINES = 512;

  /**
   * Checks the lines.
   *
   * @throws PolicyException if they are no policy, or not one of one log
   */
  public PinnedPolicy {
    lines = List.copyOf(lines);
    if (lines.size() > MAX_LINES || lines.stream().anyMatch(line -> line.indexOf('\n') >= 0)) {
      throw new PolicyException("at most " + MAX_LINES + " lines without a newline in them");
    }
    List<NoteVerifier> logs = parse(lines).logs();
    if (logs.stream().map(NoteVerifier::name).distinct().count() != 1) {
      throw new PolicyException("one log is pinned, with a key or more of its name");
    }
  }

  /** A log with these keys, and the witnesses and quorum that {@code more} lines tell of. */
  public static PinnedPolicy of(List<NoteVerifier> log, List<String> more) {
    List<String> lines = new ArrayList<>();
    log.forEach(key -> lines.add("log " + key));
    lines.addAll(more);
    return new PinnedPolicy(lines);
  }

  /** A log of which so many of these witnesses must have cosigned a checkpoint, 0 for none. */
  public static PinnedPolicy of(NoteVerifier log, List<NoteVerifier> witnesses, int quorum) {
    List<String> more = new ArrayList<>();
    StringBuilder group = new StringBuilder("group quorum " + quorum);
    for (int i = 0; i < witnesses.size(); i++) {
      more.add("witness w" + i + " " + witnesses.get(i));
      group.append(" w").append(i);
    }
    if (quorum == 0) {
      more.add("quorum none");
    } else {
      more.add(group.toString());
      more.add("quorum quorum");
    }
    return of(List.of(log), more);
  }

  /** The policy. */
  public LogPolicy policy() {
    return parse(lines);
  }

  /** The log's key; the first, if it has several. */
  public NoteVerifier log() {
    return policy().logs().get(0);
  }

  private static LogPolicy parse(List<String> lines) {
    return PolicyText.parse(String.join("\n", lines));
  }
}
