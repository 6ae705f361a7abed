package dev.vitrine.adapters.fhir.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each invariant on values, with a resource that breaks just this one. */
class InvariantTest {
  private static final String EXTENSION = "Patient;'extension':[{'url':'u',%s}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "age-1; 'valueAge':{'value':0,'system':'http://unitsofmeasure.org','code':'a'}",
        "age-1; 'valueAge':{'value':1,'unit':'years'}",
        "age-1; 'valueAge':{'value':1,'system':'http://a.example','code':'a'}",
        "ok; 'valueAge':{'value':1,'system':'http://unitsofmeasure.org','code':'a'}",
        "dis-1; 'valueDistance':{'value':1,'unit':'km'}",
        "drt-1; 'valueDuration':{'value':1,'system':'http://a.example','code':'h'}",
        "drt-1; 'valueDuration':{'system':'http://unitsofmeasure.org','code':'h'}",
        "ok; 'valueDuration':{'value':1,'unit':'h'}",
        "cnt-3; 'valueCount':{'value':1.0,'system':'http://unitsofmeasure.org','code':'1'}",
        "cnt-3; 'valueCount':{'value':1,'system':'http://unitsofmeasure.org','code':'g'}",
        "qty-3; 'valueQuantity':{'value':1,'code':'g'}",
        "rng-2; 'valueRange':{'low':{'value':2.0,'unit':'g'},'high':{'value':1,'unit':'g'}}",
        "ok; 'valueRange':{'low':{'value':2,'unit':'g'},'high':{'value':1,'unit':'kg'}}",
        "rat-1; 'valueRatio':{'numerator':{'value':1}}",
        "per-1; 'valuePeriod':{'start':'2026-02-02','end':'2025'}",
        "tim-4; 'valueTiming':{'repeat':{'duration':-1,'durationUnit':'h'}}",
        "tim-5; 'valueTiming':{'repeat':{'period':-0.5,'periodUnit':'h'}}",
        "att-1; 'valueAttachment':{'data':'QUJD'}",
        "cpt-2; 'valueContactPoint':{'value':'1'}"
      })
  void ofDataTypes(String key, String value) {

    check(key, EXTENSION.formatted(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ait-1| AllergyIntolerance;'patient':{'display':'p'}",
        "ait-2| AllergyIntolerance;'patient':{'display':'p'},'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical','code':'active'}]},'verificationStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification','code':'entered-in-error'}]}",
        "app-2| Appointment;'status':'proposed','participant':[{'actor':{'display':'a'},'status':'accepted'}],'start':'2026-11-25T10:00:00Z'",
        "app-3| Appointment;'status':'booked','participant':[{'actor':{'display':'a'},'status':'accepted'}]",
        "app-4| Appointment;'status':'proposed','participant':[{'actor':{'display':'a'},'status':'accepted'}],'cancelationReason':{'text':'t'}",
        "con-4| Condition;'subject':{'display':'p'},'abatementString':'a','clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]}",
        "con-5| Condition;'subject':{'display':'p'},'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]},'verificationStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-ver-status','code':'entered-in-error'}]}",
        "mdd-1| MedicationDispense;'status':'completed','medicationCodeableConcept':{'text':'m'},'whenPrepared':'2026-11-25','whenHandedOver':'2026-11-20'",
        "obs-6| Observation;'status':'final','code':{'text':'c'},'valueInteger':1,'dataAbsentReason':{'text':'d'}",
        "obs-7| Observation;'status':'final','code':{'coding':[{'system':'s','code':'c'}]},'valueInteger':1,'component':[{'code':{'coding':[{'system':'s','code':'c'}]}}]",
        "ok| Observation;'status':'final','code':{'coding':[{'system':'s','code':'c'}]},'valueInteger':1,'component':[{'code':{'coding':[{'system':'s','code':'d'}]}}]",
        "org-2| Organization;'name':'n','address':[{'use':'home'}]",
        "org-3| Organization;'name':'n','telecom':[{'use':'home'}]",
        "ras-2| RiskAssessment;'status':'final','subject':{'display':'p'},'prediction':[{'probabilityDecimal':100.01}]",
        "ok| RiskAssessment;'status':'final','subject':{'display':'p'},'prediction':[{'probabilityDecimal':100.0}]",
        "bdl-1| Bundle;'type':'collection','total':1",
        "bdl-2| Bundle;'type':'collection','entry':[{'resource':{'resourceType':'Patient'},'search':{'mode':'match'}}]",
        "bdl-3| Bundle;'type':'transaction','entry':[{'resource':{'resourceType':'Patient'}}]",
        "bdl-3| Bundle;'type':'collection','entry':[{'resource':{'resourceType':'Patient'},'request':{'method':'POST','url':'Patient'}}]",
        "bdl-4| Bundle;'type':'batch-response','entry':[{'resource':{'resourceType':'Patient'}}]",
        "bdl-5| Bundle;'type':'collection','entry':[{'fullUrl':'urn:uuid:1'}]",
        "bdl-7| Bundle;'type':'collection','entry':[{'fullUrl':'urn:x:1','resource':{'resourceType':'Patient'}},{'fullUrl':'urn:x:1','resource':{'resourceType':'Patient'}}]",
        "ok| Bundle;'type':'collection','entry':[{'fullUrl':'urn:x:1','resource':{'resourceType':'Patient','meta':{'versionId':'1'}}},{'fullUrl':'urn:x:1','resource':{'resourceType':'Patient','meta':{'versionId':'2'}}}]",
        "bdl-8| Bundle;'type':'collection','entry':[{'fullUrl':'http://a.example/Patient/1/_history/1','resource':{'resourceType':'Patient'}}]",
        "bdl-9| Bundle;'type':'document','timestamp':'2026-11-25T10:00:00Z','entry':[COMPOSITION]",
        "bdl-10| Bundle;'type':'document','identifier':{'system':'s','value':'v'},'entry':[COMPOSITION]",
        "bdl-11| Bundle;'type':'document','identifier':{'system':'s','value':'v'},'timestamp':'2026-11-25T10:00:00Z','entry':[{'resource':{'resourceType':'Patient'}}]",
        "ok| Bundle;'type':'document','identifier':{'system':'s','value':'v'},'timestamp':'2026-11-25T10:00:00Z','entry':[COMPOSITION]",
        "bdl-12| Bundle;'type':'message','entry':[{'resource':{'resourceType':'Patient'}}]"
      })
  void ofResources(String key, String resource) {
    check(
        key,
        resource.replace(
            "COMPOSITION",
            "{'resource':{'resourceType':'Composition','status':'final','type':{'text':'t'},"
                + "'date':'2026','author':[{'display':'a'}],'title':'t'}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "unknown-code at Condition.clinicalStatus| {'coding':[{'system':'http://a.example','code':'active'}]}",
        "unknown-code at Condition.clinicalStatus| {'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'final'}]}",
        "unknown-code at Condition.clinicalStatus| {'text':'active'}",
        "ok| {'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]}",
        "ok| {'coding':[{'system':'http://a.example','code':'x'},{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'relapse'}]}",
        "ok| {'extension':[{'url':'u','valueCode':'unknown'}]}"
      })
  void aConceptNeedsOneCodingOfItsSet(String expected, String concept) {
    String condition = "Condition;'subject':{'display':'p'},'clinicalStatus':" + concept;
    List<Problem> problems = problems(condition);
    assertEquals(
        expected.equals("ok") ? List.of() : List.of(expected),
        problems.stream().map(each -> each.code() + " at " + each.location()).toList());
    assertTrue(
        problems.isEmpty()
            || problems.get(0).remedy().contains("active, inactive, recurrence, relapse"));
  }

  private static void check(String key, String resource) {
    List<Problem> problems = problems(resource);
    if (key.equals("ok")) {
      assertEquals(List.of(), problems);
      return;
    }
    assertEquals(1, problems.size(), problems.toString());
    assertEquals("invariant", problems.get(0).code());
    assertTrue(problems.get(0).reason().endsWith("(" + key + ")."), problems.toString());
  }

  private static List<Problem> problems(String resource) {
    int split = resource.indexOf(';');
    String json =
        "{'resourceType':'"
            + resource.substring(0, split).strip()
            + "',"
            + resource.substring(split + 1)
            + "}";
    Problems problems = new Problems();
    try {
      byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      ResourceCheck.of(StrictJsonReader.read(body, problems), problems);
      problems.refuseIfAny();
      return List.of();
    } catch (InvalidDocumentException e) {
      return e.problems();
    }
  }
}
