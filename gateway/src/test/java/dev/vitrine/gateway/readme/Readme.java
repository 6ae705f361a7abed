package dev.vitrine.gateway.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of a Markdown file that are marked to be run, and the output it shows for them.
 *
 * <p>{@code <!-- run -->} or {@code <!-- serve -->} stands in the line before a fenced block of
 * {@code sh}; the next fenced block of {@code text} under {@code <!-- shows -->} is its output.
 */
record Readme(List<Block> blocks) {
  private static final Pattern MARK = Pattern.compile("<!-- (run|serve|shows) -->");
  private static final Pattern VARIABLE =
      Pattern.compile("…|[0-9a-f]{8,}|[0-9][0-9.,:TZ-]*|[^…0-9a-f]+|[a-f]+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  /**
   * A block of commands.
   *
   * @param serve it goes on running while the blocks behind it do
   * @param shows what is shown for it, a pattern a line; empty if nothing is
   */
  record Block(boolean serve, String commands, List<Pattern> shows) {}

  static Readme read(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    String mark = "";
    StringBuilder fenced = null;
    for (String line : Files.readAllLines(file)) {
      Matcher marked = MARK.matcher(line);
      if (fenced == null && marked.matches()) {
        mark = marked.group(1);
      } else if (fenced == null && line.startsWith("```") && !mark.isEmpty()) {
        fenced = new StringBuilder();
      } else if (fenced != null && line.equals("```")) {
        add(blocks, mark, fenced.toString());
        fenced = null;
        mark = "";
      } else if (fenced != null) {
        fenced.append(line).append('\n');
      } else if (!mark.isEmpty()) {
        throw new IOException("a mark without a fenced block behind it, before: " + line);
      }
    }
    return new Readme(List.copyOf(blocks));
  }

  private static void add(List<Block> blocks, String mark, String text) throws IOException {
    if (!mark.equals("shows")) {
      blocks.add(new Block(mark.equals("serve"), text, List.of()));
      return;
    }
    if (blocks.isEmpty()) {
      throw new IOException("output is shown before any command");
    }
    Block last = blocks.remove(blocks.size() - 1);
    blocks.add(
        new Block(
            last.serve,
            last.commands,
            text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.equals("…"))
                .map(Readme::pattern)
                .toList()));
  }

  /**
   * A shown line with room for what differs from run to run: numbers, times, hashes, and whatever
   * stands for "…".
   */
  static Pattern pattern(String line) {
    StringBuilder pattern = new StringBuilder();
    Matcher parts = VARIABLE.matcher(SPACES.matcher(line.strip()).replaceAll(" "));
    while (parts.find()) {
      String part = parts.group();
      if (part.equals("…")) {
        pattern.append(".*");
      } else if (Character.digit(part.charAt(0), 10) >= 0 || part.matches("[0-9a-f]{8,}")) {
        pattern.append("[0-9a-f][0-9a-f.,:TZ-]*");
      } else {
        pattern.append(Pattern.quote(part));
      }
    }
    return Pattern.compile(pattern.toString());
  }

  /** Spaces in a row count as one. */
  static String plain(String output) {
    return SPACES.matcher(output.strip()).replaceAll(" ");
  }
}
