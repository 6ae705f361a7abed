package dev.vitrine.adapters.fhir.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.util.Locale;

/** Says why a document's syntax was refused, without repeating any of its text. */
final class SyntaxFault {
  private SyntaxFault() {}

  static InvalidDocumentException of(
      JsonProcessingException fault, String place, Problems problems) {
    if (fault instanceof StreamConstraintsException) {
      return fault.getOriginalMessage().toLowerCase(Locale.ROOT).contains("depth")
          ? problems.fatal(
              "too-deep",
              place,
              "Objects and arrays are nested deeper than " + FhirLimits.DEPTH + ".",
              "Send a flatter document.")
          : tooLarge(place, "A string, name or number", problems);
    }
    if (fault instanceof JsonEOFException) {
      return ended(place, problems);
    }
    String where =
        fault.getLocation() == null
            ? ""
            : " (line "
                + fault.getLocation().getLineNr()
                + ", column "
                + fault.getLocation().getColumnNr()
                + ")";
    if (fault.getOriginalMessage().contains("maybe a (non-standard) comment")) {
      return problems.fatal(
          "invalid-json",
          place,
          "Comments are not allowed in JSON" + where + ".",
          "Take the comments out.");
    }
    return problems.fatal(
        "invalid-json",
        place,
        "This is not well-formed JSON" + where + ".",
        "Check commas, quotes, closing brackets and the form of numbers there.");
  }

  static InvalidDocumentException ended(String place, Problems problems) {
    return problems.fatal(
        "invalid-json",
        place,
        "The document ends before its JSON is complete.",
        "Send the whole document.");
  }

  static InvalidDocumentException tooLarge(String place, String what, Problems problems) {
    return problems.fatal(
        "too-large", place, what + " is longer than allowed.", "Send shorter values.");
  }
}
