package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;

/**
 * A presentation's file: {@code [kind, 2, statement, body, binding]}, each of the last three a byte
 * string of its own, so that each is hashed as it stands.
 *
 * @param statement an encoded {@link Statement}
 * @param body the proof; its form depends on the statement's mode
 * @param binding in anchored mode, the gateway's signature over statement and body; otherwise empty
 */
public record Presentation(byte[] statement, byte[] body, byte[] binding) {
  /** The media type of the file. */
  public static final String MEDIA_TYPE = "application/vnd.vitrine.presentation+cbor";

  /** The longest file in bytes. */
  public static final int MAX_BYTES = 8 << 20;

  private static final String KIND = "vitrine-presentation";
  private static final int VERSION = 2;

  /** The file's bytes. */
  public byte[] encode() {
    return new CborWriter()
        .array(5)
        .text(KIND)
        .integer(VERSION)
        .bytes(statement)
        .bytes(body)
        .bytes(binding)
        .toBytes();
  }

  /** Whether {@code file} says of itself that it is a presentation. */
  public static boolean looksLikeOne(byte[] file) {
    try {
      CborReader in = new CborReader(file);
      in.arrayOf(5);
      return in.text(KIND.length()).equals(KIND);
    } catch (CborException e) {
      return false;
    }
  }

  /** Reads a file strictly; the parts are not looked into. */
  public static Presentation decode(byte[] file) throws CborException {
    if (file.length > MAX_BYTES) {
      throw new CborException(MAX_BYTES, "presentation is too long");
    }
    CborReader in = new CborReader(file);
    in.arrayOf(5);
    if (!in.text(64).equals(KIND)) {
      throw new CborException(1, "not a presentation");
    }
    if (in.unsigned(255) != VERSION) {
      throw new CborException(in.position(), "presentation version is unknown");
    }
    byte[] statement = in.bytes(MAX_BYTES);
    byte[] body = in.bytes(MAX_BYTES);
    byte[] binding = in.bytes(GatewayKey.SIGNATURE_LENGTH);
    in.end();
    return new Presentation(statement, body, binding);
  }
}
