package dev.vitrine.proofs.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One primitive of a JSON document: where it stands, its type and its value.
 *
 * <p>Its bytes, which are what a {@link Schema#LEAVES} tree hashes, are {@code pointer 0x00 type
 * value}, all UTF-8: unambiguous, since a JSON Pointer here holds no NUL.
 *
 * @param pointer JSON Pointer (RFC 6901) from the root of the record's document
 * @param type {@code s} string, {@code n} number, {@code b} boolean, {@code z} null
 * @param value a string's characters, a number's lexeme as it was written, {@code true}, {@code
 *     false}, or nothing for null
 */
public record Element(String pointer, char type, String value) {
  /** Refuses a pointer with a NUL and an unknown type. */
  public Element {
    if (pointer.indexOf('\0') >= 0 || "snbz".indexOf(type) < 0) {
      throw new IllegalArgumentException("not an element");
    }
  }

  /** The bytes to hash. */
  public byte[] bytes() {
    return (pointer + '\0' + type + value).getBytes(StandardCharsets.UTF_8);
  }

  /** The element behind bytes, or empty where they are none, as with bytes that are not UTF-8. */
  public static Optional<Element> of(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    int nul = text.indexOf('\0');
    if (nul < 0 || nul + 1 >= text.length() || "snbz".indexOf(text.charAt(nul + 1)) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Element(text.substring(0, nul), text.charAt(nul + 1), text.substring(nul + 2)));
  }

  /** {@code name} escaped as a reference token of a JSON Pointer. */
  public static String token(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
