package dev.vitrine.gateway.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.adapters.fhir.consent.Consent;
import dev.vitrine.adapters.fhir.consent.ConsentAnswer;
import dev.vitrine.adapters.fhir.consent.ConsentRequest;
import dev.vitrine.adapters.fhir.consent.ConsentedRecord;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PatientConsentsTest {
  private static final RecordRef ONE = new RecordRef(1, 0);
  private static final RecordRef TWO = new RecordRef(2, 0);

  @Test
  void oneThatForbidsIsEnoughAndIsNamed() {
    PatientConsents both =
        new PatientConsents(List.of(held(ONE, "OPTIN"), held(TWO, "OPTOUT")), true);
    assertEquals(
        new PatientConsents.Answer(ConsentAnswer.DENY, List.of(TWO)),
        both.answer(asking(Set.of("b"))));
  }

  @Test
  void thoseThatPermitAreNamedAndNoneIsSilence() {
    PatientConsents permit = new PatientConsents(List.of(held(ONE, "OPTIN")), true);
    assertEquals(
        new PatientConsents.Answer(ConsentAnswer.PERMIT, List.of(ONE)),
        permit.answer(asking(Set.of("b"))));
    assertEquals(
        new PatientConsents.Answer(ConsentAnswer.SILENT, List.of()),
        new PatientConsents(List.of(), true).answer(asking(Set.of("b"))));
  }

  @Test
  void whatCanNotBeReadForbids() {
    assertEquals(
        ConsentAnswer.DENY, PatientConsents.UNREADABLE.answer(asking(Set.of("b"))).answer());
  }

  @Test
  void whoHasNoNameIsShutOutByAnyConsent() {
    PatientConsents permit = new PatientConsents(List.of(held(ONE, "OPTIN")), true);
    assertEquals(ConsentAnswer.DENY, permit.answer(asking(Set.of())).answer());
    assertEquals(
        ConsentAnswer.SILENT,
        new PatientConsents(List.of(), true).answer(asking(Set.of())).answer());
  }

  private static ConsentRequest asking(Set<String> recipients) {
    return new ConsentRequest(
        recipients,
        "TREAT",
        new ConsentedRecord("Observation", "", Set.of(), Set.of(), Optional.empty()),
        0);
  }

  private static PatientConsents.Held held(RecordRef ref, String rule) {
    String document =
        """
        {"resourceType": "Consent", "status": "active", "policyRule": {"coding": [
          {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "%s"}]}}
        """
            .formatted(rule);
    try {
      return new PatientConsents.Held(
          ref, Consent.read(document.getBytes(StandardCharsets.UTF_8)).orElseThrow());
    } catch (InvalidDocumentException e) {
      throw new AssertionError(e);
    }
  }
}
