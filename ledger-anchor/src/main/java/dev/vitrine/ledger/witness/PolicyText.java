package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a policy file (C2SP tlog-policy): lines {@code log}, {@code witness}, {@code group} and one
 * {@code quorum}. Witnesses' URLs are kept, for whoever asks them; logs' URLs are ignored.
 */
public final class PolicyText {
  private static final int MAX_LENGTH = 256 * 1024;
  private static final int MAX_NAMES = 256;
  private static final String NONE = "none";

  private final List<NoteVerifier> logs = new ArrayList<>();
  private final List<Quorum.Witness> witnesses = new ArrayList<>();
  private final Map<String, Quorum> names = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private Optional<Quorum> quorum = Optional.empty();

  private PolicyText() {}

  /**
   * The policy that this text describes.
   *
   * @throws PolicyException with the line that can't be used and why
   */
  public static LogPolicy parse(String text) {
    PolicyText policy = read(text);
    return policy.with(policy.quorum.orElseThrow(() -> new PolicyException("no quorum line")));
  }

  /**
   * The logs that this text names; a quorum line may be missing, and then none is needed.
   *
   * @throws PolicyException with the line that can't be used and why
   */
  public static LogPolicy parseLogs(String text) {
    PolicyText policy = read(text);
    return policy.with(policy.quorum.orElse(Quorum.none()));
  }

  private static PolicyText read(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new PolicyException("a policy of more than " + MAX_LENGTH + " characters");
    }
    PolicyText policy = new PolicyText();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      try {
        policy.line(lines[i]);
      } catch (LedgerException e) {
        throw new PolicyException("line " + (i + 1) + ": " + e.getMessage());
      }
    }
    return policy;
  }

  private LogPolicy with(Quorum needed) {
    return new LogPolicy(logs, witnesses, needed);
  }

  private void line(String line) {
    if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F)) {
      throw new PolicyException("a control character");
    }
    List<String> items = Arrays.stream(line.split("[ \t]+")).filter(s -> !s.isEmpty()).toList();
    if (items.isEmpty() || items.get(0).startsWith("#")) {
      return;
    }
    int count = items.size();
    switch (items.get(0)) {
      case "log" -> {
        require(count == 2 || count == 3, "log <vkey> [<url>]");
        logs.add(NoteVerifier.parse(items.get(1)));
        LogPolicy.requireDistinct(logs, "log");
      }
      case "witness" -> {
        require(count == 3 || count == 4, "witness <name> <vkey> [<url>]");
        Quorum.Witness witness =
            new Quorum.Witness(
                NoteVerifier.parse(items.get(2)),
                count == 4 ? Optional.of(url(items.get(3))) : Optional.empty());
        define(items.get(1), witness);
        witnesses.add(witness);
        LogPolicy.requireDistinct(witnesses.stream().map(Quorum.Witness::key).toList(), "witness");
      }
      case "group" -> {
        require(count >= 4, "group <name> all|any|<k> <name>...");
        define(items.get(1), group(items.get(2), items.subList(3, count)));
      }
      case "quorum" -> {
        require(count == 2, "quorum <name>");
        require(quorum.isEmpty(), "one quorum line only");
        String name = items.get(1);
        quorum = Optional.of(name.equals(NONE) ? Quorum.none() : defined(name));
      }
      default -> throw new PolicyException("starts with none of log, witness, group, quorum");
    }
  }

  private static URI url(String text) {
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new PolicyException("a URL that is none");
    }
    boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    boolean bare = url.getRawQuery() == null && url.getRawFragment() == null;
    if (!http || !bare || url.getHost() == null || url.getRawUserInfo() != null) {
      throw new PolicyException("a witness's URL must be http(s)://host[:port][/path]");
    }
    return url;
  }

  private Quorum group(String threshold, List<String> of) {
    List<Quorum> group = new ArrayList<>();
    for (String name : of) {
      group.add(defined(name));
      if (!members.add(name)) {
        throw new PolicyException(name + " is a member twice");
      }
    }
    return new Quorum.Group(
        switch (threshold) {
          case "all" -> of.size();
          case "any" -> 1;
          default -> {
            if (!threshold.matches("[1-9][0-9]{0,3}")) {
              throw new PolicyException("a threshold is all, any or a number");
            }
            yield Integer.parseInt(threshold);
          }
        },
        group);
  }

  private void define(String name, Quorum meaning) {
    require(!name.equals(NONE) && !names.containsKey(name), name + " is taken");
    require(names.size() < MAX_NAMES, "more than " + MAX_NAMES + " names");
    names.put(name, meaning);
  }

  private Quorum defined(String name) {
    Quorum quorum = names.get(name);
    if (quorum == null) {
      throw new PolicyException(name + " is not defined on a line before");
    }
    return quorum;
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new PolicyException(what);
    }
  }
}
