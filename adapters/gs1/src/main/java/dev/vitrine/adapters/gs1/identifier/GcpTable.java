package dev.vitrine.adapters.gs1.identifier;

import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * GS1's table of prefixes and lengths. The file's form: {@code {"GCPPrefixFormatList": {"date": …,
 * "entry": [{"prefix": "0614141", "gcpLength": 7}, …]}}}; other members are passed over. The
 * longest prefix that fits decides. Length 0 is GS1's word for "no company prefix starts so".
 */
final class GcpTable extends GcpLengths {
  /** More than twice of what the table has had so far. */
  static final int MAX_ENTRIES = 250_000;

  private static final int MAX_DIGITS = 12;

  /** For each number of digits: the prefixes in order, and the lengths beside them. */
  private final long[][] prefixes;

  private final byte[][] lengths;

  private GcpTable(long[][] prefixes, byte[][] lengths) {
    this.prefixes = prefixes;
    this.lengths = lengths;
  }

  static GcpTable parse(byte[] json) throws InvalidDocumentException {
    Problems problems = new Problems();
    try (JsonCursor cursor = JsonCursor.open(json, problems)) {
      Draft draft = new Draft();
      if (!cursor.isObject()) {
        throw problems.fatal("type", "", "It is not an object.", "Give GS1's file as it is.");
      }
      cursor.enterObject();
      for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
        if (name.equals("GCPPrefixFormatList") && cursor.isObject()) {
          draft.readList(cursor);
        } else {
          cursor.takeAny();
        }
      }
      cursor.end();
      if (draft.count == 0) {
        problems.add(
            "required",
            "/GCPPrefixFormatList/entry",
            "The table has no entries.",
            "Give GS1's gcpprefixformatlist.json as it is.");
      }
      problems.refuseIfAny();
      return draft.build(problems);
    }
  }

  @Override
  int of(String value, int from) {
    long number = 0;
    int digits = 0;
    int longest = Math.min(MAX_DIGITS, value.length() - from);
    while (digits < longest && Characters.is(value.charAt(from + digits), Characters.DIGITS)) {
      number = number * 10 + value.charAt(from + digits) - '0';
      digits++;
    }
    for (; digits > 0; digits--, number /= 10) {
      int at = Arrays.binarySearch(prefixes[digits], number);
      if (at >= 0) {
        return lengths[digits][at];
      }
    }
    return 0;
  }

  /** Grows with the file, within {@link #MAX_ENTRIES}. */
  private static final class Draft {
    /** Digits above, prefix in the middle, length below: sorts by digits, then by prefix. */
    private long[] entries = new long[1024];

    private int count;

    void readList(JsonCursor cursor) throws InvalidDocumentException {
      cursor.enterObject();
      for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
        if (name.equals("entry") && cursor.isArray()) {
          cursor.enterArray();
          while (cursor.nextItem()) {
            readEntry(cursor);
          }
        } else {
          cursor.takeAny();
        }
      }
    }

    private void readEntry(JsonCursor cursor) throws InvalidDocumentException {
      if (!cursor.isObject()) {
        cursor.problem("type", "An entry is not an object.", "Give prefix and gcpLength.");
        cursor.takeAny();
        return;
      }
      if (count == MAX_ENTRIES) {
        throw cursor
            .problems()
            .fatal(
                "limit",
                cursor.pointer(),
                "The table has more than " + MAX_ENTRIES + " entries.",
                "Give GS1's table alone.");
      }
      String prefix = null;
      int length = -1;
      cursor.enterObject();
      for (String name = cursor.nextMember(); name != null; name = cursor.nextMember()) {
        if (name.equals("prefix") && cursor.isString()) {
          prefix = cursor.takeString();
        } else if (name.equals("gcpLength") && cursor.isNumber()) {
          length = length(cursor.takeNumber());
        } else {
          cursor.takeAny();
        }
      }
      if (isPrefix(prefix) && length >= 0) {
        add(prefix, length);
      } else {
        cursor.problem(
            "type",
            "An entry has no prefix of 1 to 12 digits or no length of 0 or 4 to 12.",
            "Give GS1's table as it is.");
      }
    }

    private static boolean isPrefix(@Nullable String prefix) {
      return prefix != null
          && !prefix.isEmpty()
          && prefix.length() <= MAX_DIGITS
          && Characters.all(prefix, 0, prefix.length(), Characters.DIGITS);
    }

    private static int length(String lexeme) {
      return switch (lexeme) {
        case "0" -> 0;
        case "4", "5", "6", "7", "8", "9" -> lexeme.charAt(0) - '0';
        case "10", "11", "12" -> 10 + lexeme.charAt(1) - '0';
        default -> -1;
      };
    }

    private void add(@Nullable String prefix, int length) {
      if (prefix == null) {
        return;
      }
      if (count == entries.length) {
        entries = Arrays.copyOf(entries, 2 * count);
      }
      entries[count++] = (long) prefix.length() << 56 | Long.parseLong(prefix) << 8 | length;
    }

    GcpTable build(Problems problems) throws InvalidDocumentException {
      Arrays.sort(entries, 0, count);
      long[][] prefixes = new long[MAX_DIGITS + 1][];
      byte[][] lengths = new byte[MAX_DIGITS + 1][];
      int at = 0;
      for (int digits = 0; digits <= MAX_DIGITS; digits++) {
        int start = at;
        while (at < count && entries[at] >>> 56 == digits) {
          at++;
        }
        prefixes[digits] = new long[at - start];
        lengths[digits] = new byte[at - start];
        for (int i = start; i < at; i++) {
          if (i > start && entries[i] >>> 8 == entries[i - 1] >>> 8) {
            throw problems.fatal(
                "duplicate-item",
                "/GCPPrefixFormatList/entry",
                "A prefix occurs twice.",
                "Give GS1's table as it is.");
          }
          prefixes[digits][i - start] = entries[i] << 8 >>> 16;
          lengths[digits][i - start] = (byte) entries[i];
        }
      }
      return new GcpTable(prefixes, lengths);
    }
  }
}
