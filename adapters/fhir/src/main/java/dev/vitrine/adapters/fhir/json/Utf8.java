package dev.vitrine.adapters.fhir.json;

import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes a document, refusing what is not UTF-8 to the letter. */
final class Utf8 {
  private static final int BOM = 0xFEFF;

  private Utf8() {}

  /** The characters of {@code body}, without a byte order mark. */
  static CharBuffer decode(byte[] body, Problems problems) throws InvalidDocumentException {
    if (body.length > FhirLimits.DOCUMENT_BYTES) {
      throw problems.fatal(
          "too-large",
          "",
          "The document has more than " + FhirLimits.DOCUMENT_BYTES + " bytes.",
          "Send it in smaller documents.");
    }
    try {
      CharBuffer chars =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body));
      if (chars.hasRemaining() && chars.get(chars.position()) == BOM) {
        chars.get();
      }
      return chars;
    } catch (CharacterCodingException e) {
      throw problems.fatal(
          "invalid-utf8",
          "",
          "The document holds bytes that are not UTF-8.",
          "Encode the document in UTF-8.");
    }
  }
}
