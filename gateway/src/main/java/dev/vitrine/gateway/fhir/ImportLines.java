package dev.vitrine.gateway.fhir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an upload, one at a time, in constant memory: no more than one line and one buffer
 * is held, and of a line that is too long nothing. A line ends with LF or CR LF, which are no part
 * of it.
 */
final class ImportLines {
  private static final int BUFFER = 64 << 10;

  private final InputStream in;
  private final int longest;
  private final boolean last;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long offset;
  private long number;

  /**
   * Begins behind what was taken before.
   *
   * @param offset bytes before the first line, and {@code number} lines
   * @param longest bytes of a line
   * @param last whether the upload ends with this stream; if it does not, what follows the last
   *     line end is left for the next
   */
  ImportLines(InputStream in, long offset, long number, int longest, boolean last) {
    this.in = in;
    this.offset = offset;
    this.number = number;
    this.longest = longest;
    this.last = last;
  }

  /**
   * One line.
   *
   * @param number from 1
   * @param bytes null if it is too long
   * @param end bytes of the upload up to its end, line end and all
   */
  record Line(long number, byte @Nullable [] bytes, long end) {}

  /**
   * The next line; null behind the last.
   *
   * @throws IOException if the stream ends otherwise than by its end; what was begun is no line
   */
  @Nullable Line next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean tooLong = false;
    long end = offset;
    while (true) {
      if (from == to) {
        to = in.read(buffer, 0, BUFFER);
        from = 0;
        if (to < 0) {
          to = 0;
          return end == offset || !last ? null : line(line, tooLong, end);
        }
        continue;
      }
      int at = from;
      while (at < to && buffer[at] != '\n') {
        at++;
      }
      end += at - from;
      tooLong |= line.size() + (at - from) > longest;
      if (tooLong) {
        line.reset();
      } else {
        line.write(buffer, from, at - from);
      }
      from = at;
      if (at < to) {
        from++;
        return line(line, tooLong, end + 1);
      }
    }
  }

  private Line line(ByteArrayOutputStream line, boolean tooLong, long end) {
    offset = end;
    byte[] bytes = line.toByteArray();
    if (bytes.length > 0 && bytes[bytes.length - 1] == '\r') {
      bytes = Arrays.copyOf(bytes, bytes.length - 1);
    }
    return new Line(++number, tooLong ? null : bytes, end);
  }
}
