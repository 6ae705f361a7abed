package dev.vitrine.gateway.cli;

import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.presentation.Receipt;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.RecordFormat;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds in the file that was sent the very bytes that a receipt is for: a record commits to its own
 * slice, as one event of a document of many.
 */
final class CommittedOriginal {
  private static final String ANY_PARTY = "";

  private CommittedOriginal() {}

  /** The slice of {@code sent} that the receipt names, or all of {@code sent} where none is it. */
  static byte[] in(byte[] sent, byte[] receiptFile) {
    try {
      Receipt receipt = Receipt.decode(receiptFile);
      if (isIt(sent, receipt)) {
        return sent;
      }
      return read(sent, receipt.schema().id()).stream()
          .flatMap(found -> Stream.concat(Stream.of(found.record()), found.parts().stream()))
          .map(TypedRecord::document)
          .filter(slice -> isIt(slice, receipt))
          .findFirst()
          .orElse(sent);
    } catch (CborException | InvalidDocumentException e) {
      // not a receipt, or never sent: the check itself says so
      return sent;
    }
  }

  private static List<Submission> read(byte[] sent, String schema) throws InvalidDocumentException {
    if (schema.startsWith("gs1.")) {
      return read(new EpcisFormat(), sent, "application/ld+json");
    }
    if (!schema.startsWith("vitrine.")) {
      return read(new FhirFormat(), sent, "application/fhir+json");
    }
    return List.of();
  }

  private static List<Submission> read(RecordFormat format, byte[] sent, String mediaType)
      throws InvalidDocumentException {
    return format.read(sent, mediaType, ANY_PARTY);
  }

  private static boolean isIt(byte[] bytes, Receipt receipt) {
    return HexFormat.of().formatHex(Sha256.of(bytes)).equals(receipt.document());
  }
}
