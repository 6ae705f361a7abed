package dev.vitrine.gateway.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportLinesTest {
  private static final int LONGEST = 8;

  @Test
  void linesEndWithEitherLineEndAndAreCountedFromOne() throws IOException {
    assertEquals(List.of("1 a 2", "2 b 5", "3  6", "4 c 7"), read("a\nb\r\n\nc", 0, 0, true));
  }

  @Test
  void whatFollowsTheLastLineEndIsALineOnlyAtTheEnd() throws IOException {
    assertEquals(List.of("1 a 2"), read("a\nbc", 0, 0, false));
    assertEquals(List.of("1 a 2", "2 bc 4"), read("a\nbc", 0, 0, true));
    assertEquals(List.of("1 a 2"), read("a\n", 0, 0, true));
  }

  @Test
  void anUploadThatGoesOnCountsOn() throws IOException {
    assertEquals(List.of("8 x 102"), read("x\n", 100, 7, true));
  }

  @Test
  void aLineThatIsTooLongIsNoBytesAndHasAnEnd() throws IOException {
    assertEquals(
        List.of("1 12345678 9", "2 - 19", "3 a 21"), read("12345678\n123456789\na\n", 0, 0, true));
  }

  @Test
  void aLineLongerThanTheBufferIsOne() throws IOException {
    String line = "x".repeat(200_000);
    ImportLines lines =
        new ImportLines(
            new ByteArrayInputStream((line + "\ny").getBytes(UTF_8)), 0, 0, 1 << 20, true);
    ImportLines.Line first = lines.next();
    assertEquals(line, text(first));
    assertEquals(200_001, first == null ? 0 : first.end());
    assertEquals("y", text(lines.next()));
  }

  @Test
  void aBrokenStreamGivesNoPartOfALine() throws IOException {
    InputStream broken =
        new InputStream() {
          private int next;

          @Override
          public int read() throws IOException {
            if (next == 3) {
              throw new IOException("reset");
            }
            return "a\nb".charAt(next++);
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            into[offset] = (byte) read();
            return 1;
          }
        };
    ImportLines lines = new ImportLines(broken, 0, 0, LONGEST, true);
    assertEquals("a", text(lines.next()));
    assertThrows(IOException.class, () -> text(lines.next()));
  }

  private static List<String> read(String text, long offset, long number, boolean last)
      throws IOException {
    ImportLines lines =
        new ImportLines(
            new ByteArrayInputStream(text.getBytes(UTF_8)), offset, number, LONGEST, last);
    List<String> found = new ArrayList<>();
    for (ImportLines.Line line = lines.next(); line != null; line = lines.next()) {
      found.add(line.number() + " " + text(line) + " " + line.end());
    }
    return found;
  }

  private static String text(ImportLines.@Nullable Line line) {
    byte[] bytes = line == null ? null : line.bytes();
    return bytes == null ? "-" : new String(bytes, UTF_8);
  }
}
