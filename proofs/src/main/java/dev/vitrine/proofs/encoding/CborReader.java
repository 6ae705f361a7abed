package dev.vitrine.proofs.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads deterministic CBOR (RFC 8949 §4.2.1) and nothing else: a head that is not the shortest, an
 * indefinite length, a tag, a float, invalid UTF-8 or a length beyond the input is refused with its
 * place. Every length is checked against what is left of the input and against the caller's bound
 * before anything is allocated. Call {@link #end()} last: trailing bytes are refused too. Not
 * thread-safe.
 */
public final class CborReader {
  private final byte[] in;
  private int at;

  /** Reads from {@code in}, which must not change meanwhile. */
  @SuppressWarnings("ArrayIsStoredDirectly")
  public CborReader(byte[] in) {
    this.in = in;
  }

  /** Where the next item starts, in bytes. */
  public int position() {
    return at;
  }

  /** A non-negative integer of at most 63 bits and at most {@code max}. */
  public long unsigned(long max) throws CborException {
    int start = at;
    long value = head(0);
    if (value < 0 || value > max) {
      throw new CborException(start, "integer is above its bound of " + max);
    }
    return value;
  }

  /** A non-negative integer, all 64 bits of it; to be taken as unsigned. */
  public long unsigned64() throws CborException {
    return head(0);
  }

  /** A signed integer. */
  public long integer() throws CborException {
    int start = at;
    int major = major();
    long value = head(major == 1 ? 1 : 0);
    if (value < 0) {
      throw new CborException(start, "integer does not fit 64 bits");
    }
    return major == 1 ? -1 - value : value;
  }

  /** A byte string of at most {@code max} bytes. */
  public byte[] bytes(int max) throws CborException {
    return string(2, max);
  }

  /** A byte string of exactly {@code length} bytes. */
  public byte[] exactly(int length) throws CborException {
    int start = at;
    byte[] value = string(2, length);
    if (value.length != length) {
      throw new CborException(start, "byte string is not of " + length + " bytes");
    }
    return value;
  }

  /** A text string of at most {@code max} bytes in UTF-8. */
  public String text(int max) throws CborException {
    int start = at;
    byte[] utf8 = string(3, max);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8))
          .toString();
    } catch (CharacterCodingException e) {
      throw new CborException(start, "text is not UTF-8");
    }
  }

  /** The head of an array of at most {@code max} items. */
  public int array(int max) throws CborException {
    return count(4, max);
  }

  /** The head of an array of exactly {@code count} items. */
  public void arrayOf(int count) throws CborException {
    int start = at;
    if (count(4, count) != count) {
      throw new CborException(start, "array is not of " + count + " items");
    }
  }

  /** The head of a map of at most {@code max} pairs. */
  public int map(int max) throws CborException {
    return count(5, max);
  }

  /** True or false. */
  public boolean bool() throws CborException {
    int start = at;
    int value = next();
    if (value != 0xf4 && value != 0xf5) {
      throw new CborException(start, "expected true or false");
    }
    return value == 0xf5;
  }

  /** Whether the next item is null; if it is, it is read. */
  public boolean nil() {
    if (at < in.length && (in[at] & 0xff) == 0xf6) {
      at++;
      return true;
    }
    return false;
  }

  /** The major type of the next item, 0 to 7, without reading it. */
  public int major() throws CborException {
    if (at >= in.length) {
      throw new CborException(at, "input ends early");
    }
    return (in[at] & 0xff) >>> 5;
  }

  /** The bytes of the input from {@code start} to here. */
  public byte[] since(int start) {
    return Arrays.copyOfRange(in, start, at);
  }

  /** Refuses anything left over. */
  public void end() throws CborException {
    if (at != in.length) {
      throw new CborException(at, "bytes are left over");
    }
  }

  private int count(int major, int max) throws CborException {
    int start = at;
    long count = head(major);
    if (count < 0 || count > max) {
      throw new CborException(start, "count is above its bound of " + max);
    }
    return (int) count;
  }

  private byte[] string(int major, int max) throws CborException {
    int start = at;
    long length = head(major);
    if (length < 0 || length > max) {
      throw new CborException(start, "string is longer than its bound of " + max);
    }
    if (length > in.length - at) {
      throw new CborException(start, "input ends early");
    }
    byte[] value = Arrays.copyOfRange(in, at, at + (int) length);
    at += (int) length;
    return value;
  }

  private long head(int expectedMajor) throws CborException {
    int start = at;
    int first = next();
    if (first >>> 5 != expectedMajor) {
      throw new CborException(start, "expected major type " + expectedMajor);
    }
    int info = first & 0x1f;
    if (info < 24) {
      return info;
    }
    if (info > 27) {
      throw new CborException(start, "length is indefinite or reserved");
    }
    int bytes = 1 << (info - 24);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | next();
    }
    boolean shortest =
        switch (bytes) {
          case 1 -> value >= 24;
          case 2 -> value >= 1L << 8;
          case 4 -> value >= 1L << 16;
          default -> value < 0 || value >= 1L << 32;
        };
    if (!shortest) {
      throw new CborException(start, "head is not the shortest");
    }
    return value;
  }

  private int next() throws CborException {
    if (at >= in.length) {
      throw new CborException(at, "input ends early");
    }
    return in[at++] & 0xff;
  }
}
