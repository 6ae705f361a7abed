package dev.vitrine.adapters.gs1.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.vitrine.adapters.gs1.EpcisLimits;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.IOException;

/** What is demanded of bytes and characters, and the parser set up for it. */
final class StrictJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(EpcisLimits.DEPTH)
                  .maxStringLength(EpcisLimits.STRING_CHARS)
                  .maxNameLength(EpcisLimits.NAME_CHARS)
                  .maxNumberLength(EpcisLimits.NUMBER_CHARS)
                  .maxDocumentLength(EpcisLimits.DOCUMENT_BYTES)
                  .build())
          .build();

  private StrictJson() {}

  static JsonParser parser(byte[] body) throws IOException {
    int from = Utf8.start(body);
    return FACTORY.createParser(body, from, body.length - from);
  }

  /** Refuses what is too large or not UTF-8. */
  static void admit(byte[] body, Problems problems) throws InvalidDocumentException {
    if (body.length > EpcisLimits.DOCUMENT_BYTES) {
      throw problems.fatal(
          "limit",
          "",
          "The document has more than " + EpcisLimits.DOCUMENT_BYTES + " bytes.",
          "Send it in smaller documents.");
    }
    int invalid = Utf8.firstInvalid(body, Utf8.start(body));
    if (invalid >= 0) {
      throw problems.fatal(
          "encoding",
          "",
          "Byte " + invalid + " is not well-formed UTF-8, or is NUL.",
          "Encode the document as UTF-8.");
    }
  }

  /** Refuses NUL and halves of surrogate pairs, which escapes can smuggle into UTF-8. */
  static void check(String text, PointerPath path, Problems problems)
      throws InvalidDocumentException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw problems.fatal(
            "character", path.toString(), "A string holds U+0000.", "Leave the character out.");
      }
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          throw problems.fatal(
              "character",
              path.toString(),
              "A string holds half of a surrogate pair.",
              "Write the whole character.");
        }
      }
    }
  }
}
