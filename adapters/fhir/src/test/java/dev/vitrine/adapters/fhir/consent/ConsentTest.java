package dev.vitrine.adapters.fhir.consent;

import static dev.vitrine.adapters.fhir.consent.ConsentAnswer.DENY;
import static dev.vitrine.adapters.fhir.consent.ConsentAnswer.PERMIT;
import static dev.vitrine.adapters.fhir.consent.ConsentAnswer.SILENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTest {
  private static final String OBSERVATION =
      """
      {"resourceType":"Observation","id":"o1","effectiveDateTime":"2026-03-01T09:00:00Z",
       "meta":{"security":[{"system":"urn:l","code":"R"}]},
       "code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]}}
      """;

  @Test
  void theBaseIsTheRootsTypeElseTheRule() {
    assertEquals(PERMIT, answer("'policyRule':OPTIN"));
    assertEquals(DENY, answer("'policyRule':OPTOUT"));
    assertEquals(DENY, answer("'x':1"));
    assertEquals(PERMIT, answer("'provision':{'type':'permit'}"));
    assertEquals(DENY, answer("'policyRule':OPTIN,'provision':{'type':'deny'}"));
    assertEquals(DENY, answer("'policyRule':OPTIN,'provision':{'type':'allow'}"));
    assertEquals(DENY, answer("'policyRule':OPTIN,'provision':{'type':7}"));
  }

  @ParameterizedTest
  @CsvSource({
    "active,PERMIT",
    "draft,SILENT",
    "inactive,SILENT",
    "entered-in-error,SILENT",
    "maybe,DENY"
  })
  void onlyAnActiveOneSpeaks(String status, ConsentAnswer expected) {
    assertEquals(expected, consent("'policyRule':OPTIN", status, "patient-privacy", "TREAT"));
  }

  @ParameterizedTest
  @CsvSource({
    "patient-privacy,TREAT,PERMIT",
    "research,HRESCH,PERMIT",
    "research,TREAT,SILENT",
    "treatment,TREAT,SILENT"
  })
  void speaksOfItsScope(String scope, String purpose, ConsentAnswer expected) {
    assertEquals(expected, consent("'policyRule':OPTIN", "active", scope, purpose));
  }

  @Test
  void whatIsListedIsAllThatIsAllowed() {
    String listed = "'policyRule':OPTIN,'provision':{'provision':[{'type':'permit',%s}]}";

    assertEquals(PERMIT, answer(String.format(listed, type("Observation"))));
    assertEquals(DENY, answer(String.format(listed, type("Condition"))));
  }

  @Test
  void aDenialOfTwoExceptionsWins() {
    String both =
        "'policyRule':OPTIN,'provision':{'provision':[{'type':'permit',%s},{'type':'deny',%s}]}";

    assertEquals(DENY, answer(String.format(both, type("Observation"), purpose("TREAT"))));
    assertEquals(PERMIT, answer(String.format(both, type("Observation"), purpose("HRESCH"))));
  }

  @Test
  void exceptionsNestToAnyDepth() {
    String nested =
        "'policyRule':OPTIN,'provision':{'provision':[{'type':'deny',"
            + type("Observation")
            + ",'provision':[{'type':'permit',"
            + purpose("%s")
            + "}]}]}";

    assertEquals(PERMIT, answer(String.format(nested, "TREAT")));
    assertEquals(DENY, answer(String.format(nested, "HRESCH")));
  }

  @Test
  void aNestedOneWithoutATypeDenies() {
    assertEquals(
        DENY, answer("'policyRule':OPTIN,'provision':{'provision':[{" + purpose("TREAT") + "}]}"));
  }

  @ParameterizedTest
  @CsvSource({
    "IRCP,Organization/ward,PERMIT,DENY",
    "IRCP,Organization/other,DENY,PERMIT",
    // a role that does not receive, or is not known, permits nobody and forbids all the same
    "AUT,Organization/ward,DENY,DENY"
  })
  void actors(String role, String who, ConsentAnswer permit, ConsentAnswer deny) {
    String actor =
        "'actor':[{'role':{'coding':[{'system':"
            + "'http://terminology.hl7.org/CodeSystem/v3-ParticipationType','code':'"
            + role
            + "'}]},'reference':{'reference':'"
            + who
            + "'}}]";
    assertBoth(actor, permit, deny);
  }

  @ParameterizedTest
  @CsvSource({"access,PERMIT,DENY", "disclose,PERMIT,DENY", "collect,DENY,PERMIT", "foo,DENY,DENY"})
  void actions(String action, ConsentAnswer permit, ConsentAnswer deny) {
    assertBoth(
        "'action':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentaction',"
            + "'code':'"
            + action
            + "'}]}]",
        permit,
        deny);
  }

  @ParameterizedTest
  @CsvSource({
    "TREAT,TREAT,PERMIT,DENY",
    "TREAT,ETREAT,PERMIT,DENY",
    "ETREAT,TREAT,DENY,PERMIT",
    "HRESCH,TREAT,DENY,PERMIT",
    // who does not say why is not allowed, and forbidden
    "TREAT,'',DENY,DENY"
  })
  void purposes(String named, String asked, ConsentAnswer permit, ConsentAnswer deny) {
    String condition = purpose(named);
    assertEquals(
        permit,
        consent(
            "'provision':{'type':'permit'," + condition + "}", "active", "patient-privacy", asked));
    assertEquals(deny, consent(exception(condition), "active", "patient-privacy", asked));
  }

  @Test
  void labelsCodesAndInstances() {
    assertBoth("'securityLabel':[{'system':'urn:l','code':'R'}]", PERMIT, DENY);
    assertBoth("'securityLabel':[{'system':'urn:l','code':'V'}]", DENY, PERMIT);
    assertBoth("'code':[{'coding':[{'system':'http://loinc.org','code':'718-7'}]}]", PERMIT, DENY);
    assertBoth("'code':[{'coding':[{'system':'http://loinc.org','code':'1-8'}]}]", DENY, PERMIT);
    assertBoth(
        "'data':[{'meaning':'instance','reference':{'reference':'Observation/o1'}}]", PERMIT, DENY);
    assertBoth(
        "'data':[{'meaning':'instance','reference':{'reference':'Observation/o2'}}]", DENY, PERMIT);
    assertBoth(
        "'data':[{'meaning':'related','reference':{'reference':'Observation/o2'}}]", DENY, DENY);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01,2026-12-31,PERMIT,DENY",
    "2026-03-02,2026-12-31,DENY,PERMIT",
    // where the day begins is open by 26 hours, and the record lies in them
    "2026-03-01,2026-12-31,DENY,DENY",
    "2026,2026,PERMIT,DENY",
    "soon,2026-12-31,DENY,DENY"
  })
  void periodsOfData(String start, String end, ConsentAnswer permit, ConsentAnswer deny) {
    assertBoth("'dataPeriod':{'start':'" + start + "','end':'" + end + "'}", permit, deny);
  }

  @Test
  void aRecordWithoutATimeIsNotCertainlyOfAPeriod() {
    String condition = "'dataPeriod':{'start':'2020','end':'2030'}";
    String undated = "{\"resourceType\":\"Observation\"}";

    assertEquals(DENY, answer(undated, "'provision':{'type':'permit'," + condition + "}"));
    assertEquals(DENY, answer(undated, exception(condition)));
  }

  @Test
  void itsOwnPeriod() {
    assertBoth("'period':{'start':'2026-01-01','end':'2026-12-31'}", PERMIT, DENY);
    assertBoth("'period':{'end':'2026-01-31'}", DENY, PERMIT);
    assertEquals(SILENT, answer("'provision':{'type':'deny','period':{'end':'2026-01-31'}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'modifierExtension':[{'url':'urn:x','valueBoolean':true}]",
        "'unheardOf':1",
        "'class':'Observation'",
        "'actor':{}",
        "'class':[{'system':'urn:x','code':'Observation'}]",
        "'purpose':[{'code':'TREAT'}]",
        "'code':'x'",
        "'securityLabel':[{}]"
      })
  void whatIsNotUnderstoodPermitsNothing(String condition) {
    assertEquals(DENY, answer("'provision':{'type':'permit'," + condition + "}"));
    assertEquals(
        DENY,
        answer(
            "'policyRule':OPTIN,'provision':{'provision':[{'type':'permit'," + condition + "}]}"));
  }

  @Test
  void aModifierOfTheWholeForbids() {
    assertEquals(
        DENY,
        answer("'policyRule':OPTIN,'modifierExtension':[{'url':'urn:x','valueBoolean':true}]"));
    assertEquals(DENY, answer("'policyRule':OPTIN,'provision':[]"));
  }

  @Test
  void ofSeveralConsentsADenialWins() {
    assertEquals(DENY, PERMIT.and(DENY));
    assertEquals(DENY, DENY.and(SILENT));
    assertEquals(PERMIT, SILENT.and(PERMIT));
    assertEquals(SILENT, SILENT.and(SILENT));
  }

  private static void assertBoth(String condition, ConsentAnswer permit, ConsentAnswer deny) {
    assertEquals(permit, answer("'provision':{'type':'permit'," + condition + "}"), condition);
    assertEquals(deny, answer(exception(condition)), condition);
  }

  /** Everything is allowed but what the condition meets. */
  private static String exception(String condition) {
    return "'policyRule':OPTIN,'provision':{'provision':[{'type':'deny'," + condition + "}]}";
  }

  private static String type(String name) {
    return "'class':[{'system':'http://hl7.org/fhir/resource-types','code':'" + name + "'}]";
  }

  private static String purpose(String code) {
    return "'purpose':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActReason','code':'"
        + code
        + "'}]";
  }

  private static ConsentAnswer answer(String members) {
    return consent(members, "active", "patient-privacy", "TREAT");
  }

  private static ConsentAnswer answer(String record, String members) {
    return consent(record, members, "active", "patient-privacy", "TREAT");
  }

  private static ConsentAnswer consent(
      String members, String status, String scope, String purpose) {
    return consent(OBSERVATION, members, status, scope, purpose);
  }

  private static ConsentAnswer consent(
      String record, String members, String status, String scope, String purpose) {
    String rule =
        "{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'%s'}]}";
    String json =
        "{'resourceType':'Consent','status':'"
            + status
            + "','scope':{'coding':[{'system':"
            + "'http://terminology.hl7.org/CodeSystem/consentscope','code':'"
            + scope
            + "'}]},'patient':{'reference':'Patient/1'},"
            + members
                .replace("OPTIN", String.format(rule, "OPTIN"))
                .replace("OPTOUT", String.format(rule, "OPTOUT"))
            + "}";
    try {
      return Consent.read(bytes(json.replace('\'', '"')))
          .orElseThrow()
          .answer(
              new ConsentRequest(
                  Set.of("Organization/ward", "ward"),
                  purpose,
                  ConsentedRecord.of(StrictJsonReader.read(bytes(record), new Problems())),
                  Instant.parse("2026-06-15T12:00:00Z").toEpochMilli()));
    } catch (InvalidDocumentException e) {
      throw new AssertionError(e.problems().toString(), e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
