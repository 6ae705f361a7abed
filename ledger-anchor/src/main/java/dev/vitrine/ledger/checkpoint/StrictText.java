package dev.vitrine.ledger.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The spellings that all C2SP texts share: UTF-8, decimal, base64; each value has exactly one. All
 * throw {@link MalformedNoteException} with {@code what} was wrong.
 */
public final class StrictText {
  private StrictText() {}

  /** The text of these bytes: valid UTF-8, no control characters but newline. */
  public static String utf8(byte[] bytes, int limit, String what) {
    if (bytes.length > limit) {
      throw new MalformedNoteException(what + " is longer than " + limit + " bytes");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedNoteException(what + " is not valid UTF-8");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\n') {
        throw new MalformedNoteException(what + " has a control character at " + i);
      }
    }
    return text;
  }

  /** A number from 0 to 2^63 − 1 without leading zeroes. */
  public static long decimal(String text, String what) {
    boolean digits = !text.isEmpty() && text.length() <= 19;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits || (text.length() > 1 && text.charAt(0) == '0')) {
      throw new MalformedNoteException(what + " is not a decimal number without leading zeroes");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedNoteException(what + " is 2^63 or more");
    }
  }

  /** RFC 4648 §4 with padding, and no stray bits in the last character. */
  public static byte[] base64(String text, String what) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedNoteException(what + " is not base64");
    }
    if (!base64(bytes).equals(text)) {
      throw new MalformedNoteException(what + " is not canonical base64");
    }
    return bytes;
  }

  /** As above, of exactly this many bytes. */
  public static byte[] base64(String text, int length, String what) {
    byte[] bytes = base64(text, what);
    if (bytes.length != length) {
      throw new MalformedNoteException(what + " has " + bytes.length + " bytes, not " + length);
    }
    return bytes;
  }

  /** RFC 4648 §4 with padding. */
  public static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Whether this may name a key: not empty, no spaces (Unicode's), no plus, no control characters.
   */
  public static boolean isKeyName(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(
                c ->
                    c == '+'
                        || Character.isISOControl(c)
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c));
  }
}
