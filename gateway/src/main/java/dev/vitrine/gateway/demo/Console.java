package dev.vitrine.gateway.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Prints the story: numbered chapters, indented lines, tables, and how long things took. */
final class Console {
  private static final int WIDEST = 34;

  private final PrintWriter out;
  private int chapter;

  Console(PrintWriter out) {
    this.out = out;
  }

  void chapter(String title) {
    chapter++;
    out.printf("%n%d. %s%n", chapter, title);
    out.flush();
  }

  void line(String format, Object... arguments) {
    out.println("   " + String.format(Locale.ROOT, format, arguments));
    out.flush();
  }

  /** A table with a line under its first row. */
  void table(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], cut(row.get(i)).length());
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = cut(rows.get(r).get(i));
        text.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
      }
      line("%s", text.toString().stripTrailing());
      if (r == 0) {
        int width = 0;
        for (int w : widths) {
          width += w + 2;
        }
        line("%s", "-".repeat(width - 2));
      }
    }
  }

  static double millis(long nanos) {
    return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private static String cut(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }
}
