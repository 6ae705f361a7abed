package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
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
 * {@code quorum}. URLs are allowed and ignored: verification is offline.
 */
public final class PolicyText {
  private static final int MAX_LENGTH = 256 * 1024;
  private static final int MAX_NAMES = 256;
  private static final String NONE = "none";

  private final List<NoteVerifier> logs = new ArrayList<>();
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
    return new LogPolicy(
        policy.logs, policy.quorum.orElseThrow(() -> new PolicyException("no quorum line")));
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
        define(items.get(1), Quorum.of(NoteVerifier.parse(items.get(2))));
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
