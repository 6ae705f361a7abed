package dev.vitrine.gateway.intake;

import dev.vitrine.adapters.gs1.DocumentEvents;
import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Submission;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * What is taken of an EPCIS document.
 *
 * @param submissions of the events that are taken, in order
 * @param rejected which events of the document are not
 * @param events how many the document has
 * @param problems of those rejected, at most 100, placed in the whole document
 */
record EpcisTaking(
    List<Submission> submissions, BitSet rejected, int events, List<Problem> problems) {
  private static final int MAX_PROBLEMS = 100;

  /** All or nothing: EPCIS's {@code rollback}. */
  static EpcisTaking whole(EpcisFormat format, byte[] document, String mediaType, String party)
      throws InvalidDocumentException {
    List<Submission> all = format.read(document, mediaType, party);
    return new EpcisTaking(all, new BitSet(), all.size(), List.of());
  }

  /**
   * Every event that can be taken: EPCIS's {@code proceed}.
   *
   * @throws InvalidDocumentException if something other than single events is wrong, or if no event
   *     can be taken
   */
  static EpcisTaking most(EpcisFormat format, byte[] document, String mediaType, String party)
      throws InvalidDocumentException {
    InvalidDocumentException refusal;
    try {
      return whole(format, document, mediaType, party);
    } catch (InvalidDocumentException e) {
      refusal = e;
    }
    DocumentEvents events = format.events(document, mediaType, party).orElseThrow(() -> refusal);
    DocumentEvents.Rejected found = events.rejected(MAX_PROBLEMS);
    BitSet rejected = found.events();
    int kept = events.count() - rejected.cardinality();
    if (rejected.isEmpty() || kept == 0) {
      throw refusal;
    }
    // read as one document again, without those rejected: what holds for the whole is checked too
    List<Submission> taken = format.read(events.without(rejected), mediaType, party);
    if (taken.size() != kept) {
      throw refusal;
    }
    return new EpcisTaking(taken, rejected, events.count(), found.problems());
  }

  /** What became of each event, once those taken are durable. */
  List<CaptureResult> results(List<Accepted> accepted) {
    List<CaptureResult> results =
        new ArrayList<>(Collections.nCopies(events, CaptureResult.rejected()));
    int next = 0;
    for (int i = 0; i < events; i++) {
      if (!rejected.get(i)) {
        results.set(i, CaptureResult.of(accepted.get(next++)));
      }
    }
    return results;
  }
}
