package dev.vitrine.gateway.fhir;

import dev.vitrine.gateway.intake.CaptureBody;
import dev.vitrine.gateway.intake.Formats;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What was posted under {@code /fhir}: one document, read with bounds.
 *
 * @param mediaType without parameters; FHIR's own where none was given
 */
record FhirBody(String mediaType, byte[] document) {

  /**
   * Reads a body. Blocks.
   *
   * @param most the longest that is taken, in bytes
   * @throws WebApplicationException with an OperationOutcome if it is longer (413) or not FHIR in
   *     JSON (415)
   */
  static FhirBody read(Formats formats, @Nullable String contentType, InputStream body, int most) {
    byte[] document =
        CaptureBody.read(body, most)
            .orElseThrow(
                () ->
                    refusal(
                        413,
                        "too-long",
                        "TOO_LARGE",
                        "The document is longer than " + most + " bytes."));
    String mediaType = CaptureBody.mediaType(contentType);
    if (!formats.fhir().accepts(mediaType)) {
      throw refusal(
          415,
          "not-supported",
          "UNSUPPORTED_MEDIA_TYPE",
          "Only FHIR in JSON is read: send " + FhirOutcome.MEDIA_TYPE + ".");
    }
    return new FhirBody(mediaType, document);
  }

  /** A refusal with a status that no other has. */
  static WebApplicationException refusal(int status, String type, String reason, String text) {
    return new WebApplicationException(
        Response.status(status)
            .type(FhirOutcome.MEDIA_TYPE)
            .entity(FhirOutcome.refused(type, reason, text))
            .build());
  }
}
