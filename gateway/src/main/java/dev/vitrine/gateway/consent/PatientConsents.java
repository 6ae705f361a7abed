package dev.vitrine.gateway.consent;

import dev.vitrine.adapters.fhir.consent.Consent;
import dev.vitrine.adapters.fhir.consent.ConsentAnswer;
import dev.vitrine.adapters.fhir.consent.ConsentRequest;
import dev.vitrine.gateway.store.RecordRef;
import java.util.List;

/**
 * The consents that one sender holds of one patient, each in its newest version.
 *
 * @param readable whether all could be read; if not, the answer is no
 */
record PatientConsents(List<Held> held, boolean readable) {
  static final PatientConsents UNREADABLE = new PatientConsents(List.of(), false);

  PatientConsents {
    held = List.copyOf(held);
  }

  /** A consent, and the record it stands in. */
  record Held(RecordRef ref, Consent consent) {}

  /**
   * What they say together.
   *
   * @param by the records of those that say just that; empty for silence
   */
  record Answer(ConsentAnswer answer, List<RecordRef> by) {}

  Answer answer(ConsentRequest request) {
    if (!readable) {
      return new Answer(ConsentAnswer.DENY, List.of());
    }
    if (request.recipients().isEmpty() && !held.isEmpty()) {
      // who has no name may be anyone that a consent shuts out
      return new Answer(ConsentAnswer.DENY, held.stream().map(Held::ref).toList());
    }
    List<ConsentAnswer> answers = held.stream().map(one -> one.consent().answer(request)).toList();
    ConsentAnswer all = answers.stream().reduce(ConsentAnswer.SILENT, ConsentAnswer::and);
    if (all == ConsentAnswer.SILENT) {
      return new Answer(all, List.of());
    }
    return new Answer(
        all,
        java.util.stream.IntStream.range(0, held.size())
            .filter(i -> answers.get(i) == all)
            .mapToObj(i -> held.get(i).ref())
            .toList());
  }
}
