package dev.vitrine.adapters.fhir;

import static dev.vitrine.adapters.fhir.Reading.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.rules.R4;
import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.TypedRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each strict rule, with a document that breaks just this one. */
class StrictnessTest {
  @Test
  void r4Has146ConcreteResourceTypes() {
    assertEquals(146, R4.resourceTypes().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'id':'a','id':'b'; duplicate-key at Patient.id",
        "'maritalStatus':{'text':'a','text':'b'}; duplicate-key at Patient.maritalStatus.text",
        "'maritalStatus':null; null-value at Patient.maritalStatus",
        "'maritalStatus':{}; empty-object at Patient.maritalStatus",
        "'maritalStatus':{'id':'a'}; empty-object at Patient.maritalStatus",
        "'_gender':{'id':'a'}; empty-object at Patient._gender",
        "'maritalStatus':{'coding':[]}; empty-array at Patient.maritalStatus.coding",
        "'maritalStatus':{'text':''}; empty-string at Patient.maritalStatus.text",
        "'maritalStatus':{'text':'a\\u0000'}; invalid-character at Patient.maritalStatus.text",
        "'maritalStatus':{'text':'\\ud800'}; invalid-character at Patient.maritalStatus.text",
        "'maritalStatus':{'text':'\\udc00\\ud800'}; invalid-character at Patient.maritalStatus.text",
        "'extension':[{'url':'u','valueDecimal':1e1000}]; number-out-of-bounds at Patient.extension[0].valueDecimal",
        "'extension':[{'url':'u','valueDecimal':1e-99999999999}]; number-out-of-bounds at Patient.extension[0].valueDecimal",
        "'extension':[{'url':'u','valueDecimal':NaN}]; invalid-json at Patient.extension[0].valueDecimal",
        "'extension':[{'url':'u','valueDecimal':+1}]; invalid-json at Patient.extension[0].valueDecimal",
        "'extension':[{'url':'u','valueDecimal':01}]; invalid-json at Patient.extension[0].valueDecimal",
        "'extension':[{'url':'u','valueDecimal':1.}]; invalid-json at Patient.extension[0].valueDecimal",
        "'extension':[{'url':'u','valueDecimal':.5}]; invalid-json at Patient.extension[0].valueDecimal",
        "'extension':[{'url':'u','valueDecimal':0x1}]; invalid-json at Patient.extension[0].valueDecimal",
        "'extension':[{'url':'u','valueDecimal':1 /* c */}]; invalid-json at Patient.extension[0].valueDecimal",
        "'active':true,; invalid-json at Patient.active",
        "'n-m':1; invalid-property-name at Patient.?",
        "'Name':1; invalid-property-name at Patient.?",
        "'_':{'id':'a'}; invalid-property-name at Patient.?",
        "'':1; invalid-property-name at Patient.?",
        "'name':[{'given':[['a']]}]; mixed-array at Patient.name[0].given[0]",
        "'name':[{'given':['a',1]}]; wrong-type at Patient.name[0].given[1]",
        "'name':[{'given':['a',{'b':1}]}]; wrong-type at Patient.name[0].given[1]",
        "'name':['a']; wrong-type at Patient.name[0]",
        "'name':[null]; null-value at Patient.name",
        "'name':{'text':'a'}; wrong-cardinality at Patient.name",
        "'gender':['male']; wrong-cardinality at Patient.gender",
        "'name':[{'given':['b',null]}]; null-value at Patient.name[0].given",
        "'name':[{'given':['b',null],'_given':[{'id':'x'},null]}]; null-value at Patient.name[0].given, invalid-companion at Patient.name[0]._given",
        "'name':[{'given':['b'],'_given':[null]}]; ok",
        "'name':[{'given':['b',null],'_given':[null,{'extension':[{'url':'u','valueCode':'c'}]}]}]; ok",
        "'name':[{'given':['b',null],'_given':[null,{'id':'x'}]}]; empty-object at Patient.name[0]._given[1]",
        "'name':[{'given':['b'],'_given':[null,{'id':'x'}]}]; invalid-companion at Patient.name[0]._given",
        "'gender':'male','_gender':[{'id':'x'}]; invalid-companion at Patient._gender",
        "'_gender':{'id':'x','value':1}; invalid-companion at Patient._gender",
        "'_maritalStatus':{'id':'x'}; invalid-companion at Patient._maritalStatus",
        "'name':[{'text':'a'}],'_name':[{'id':'x'}]; invalid-companion at Patient._name",
        "'_gender':'x'; invalid-companion at Patient._gender",
        "'_nothing':{'id':'x'}; unknown-element at Patient._nothing",
        "'_gender':{'extension':[{'url':'u'}]}; invalid-extension at Patient._gender.extension[0]",
        "'gender':'male','_gender':{'id':'x'}; ok",
        "'nothing':1; unknown-element at Patient.nothing",
        "'maritalStatus':{'resourceType':'Patient','text':'a'}; unknown-element at Patient.maritalStatus.resourceType",
        "'id':'a b'; invalid-id at Patient.id",
        "'id':7; invalid-id at Patient.id",
        "'active':'true'; wrong-type at Patient.active",
        "'maritalStatus':'x'; wrong-type at Patient.maritalStatus",
        "'gender':{'a':1}; wrong-type at Patient.gender",
        "'multipleBirthInteger':1.5; wrong-type at Patient.multipleBirthInteger",
        "'extension':[{'url':'u','valueDecimal':'1.0'}]; wrong-type at Patient.extension[0].valueDecimal",
        "'extension':[{'url':'u','valueQuantity':{'value':'1'}}]; wrong-type at Patient.extension[0].valueQuantity.value",
        "'extension':[{'url':'u','valueQuantity':{'value':1,'code':'g'}}]; invariant at Patient.extension[0].valueQuantity",
        "'meta':'x'; wrong-type at Patient.meta",
        "'meta':{'lastUpdated':'2026'}; wrong-type at Patient.meta.lastUpdated",
        "'name':[{'period':{'start':'2026','end':'2024'}}]; invariant at Patient.name[0].period",
        "'name':[{'period':{'start':'2026-02','end':'2026'}}]; ok",
        "'gender':'Male'; unknown-code at Patient.gender",
        "'extension':[{'url':'u'}]; invalid-extension at Patient.extension[0]",
        "'extension':[{'url':'u','valueCode':'c','extension':[{'url':'u','valueCode':'c'}]}]; invalid-extension at Patient.extension[0]",
        "'extension':[{'url':'u|1','valueCode':'c'}]; invalid-extension at Patient.extension[0].url",
        "'extension':[{'url':'u','valueCode':'c','valueString':'c'}]; ambiguous-choice at Patient.extension[0].value[x]",
        "'extension':[{'valueCode':'u'}]; missing-element at Patient.extension[0].url",
        "'deceasedBoolean':true,'_deceasedDateTime':{'extension':[{'url':'u','valueCode':'c'}]}; ambiguous-choice at Patient.deceased[x]",
        "'deceasedBoolean':true,'_deceasedBoolean':{'id':'a'}; ok",
        "'managingOrganization':{'reference':'#x'}; unresolved-reference at Patient.managingOrganization.reference",
        "'contained':[{'resourceType':'Patient','id':'x'}],'managingOrganization':{'reference':'#x'}; wrong-target at Patient.managingOrganization.reference",
        "'contained':[{'resourceType':'Organization','id':'x','name':'n'}],'managingOrganization':{'reference':'#x'}; ok",
        "'managingOrganization':{'type':'Patient','display':'x'}; wrong-target at Patient.managingOrganization.type",
        "'contained':[{'id':'x'}]; no-resource-type at Patient.contained[0]",
        "'contained':[{'resourceType':'Nope','id':'x'}]; unknown-resource-type at Patient.contained[0]",
        "'contained':[{'resourceType':'Resource','id':'x'}]; unknown-resource-type at Patient.contained[0]",
        "'contained':[{'resourceType':'Patient','id':'x','contained':[{'resourceType':'Patient','id':'y'}]}]; nested-contained at Patient.contained[0].contained",
        "'contained':[{'resourceType':'Patient','id':'x','meta':{'versionId':'1'}}]; invariant at Patient.contained[0].meta",
        "'contained':[{'resourceType':'Patient','id':'x','meta':{'security':[{'code':'R'}]}}]; invariant at Patient.contained[0].meta",
        "'text':{'status':'generated','div':'<div><p onclick=\"x\">a</p></div>'}; invalid-narrative at Patient.text.div",
        "'text':{'status':'generated','div':'<p>a</p>'}; invalid-narrative at Patient.text.div",
        "'text':{'status':'generated','div':'<div title=\" on a > b\">1 &gt 2</div>'}; ok"
      })
  void rulesForEveryType(String members, String expected) throws Exception {
    String json =
        "{\"resourceType\":\"Patient\"," + members.replace("\"", "\\\"").replace('\'', '"') + "}";
    if (expected.equals("ok")) {
      assertEquals("fhir.Patient.v1", Reading.record(json).schema().id());
    } else {
      assertRefused(json, expected.split(", "));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "1", "\"Patient\"", "null"})
  void whatIsNoObjectIsNoResource(String json) {
    assertRefused(json, "not-a-resource at ");
  }

  @Test
  void typeMustBeThereAndKnown() {
    assertRefused("{\"id\":\"a\"}", "no-resource-type at Resource");
    assertRefused(
        "{\"resourceType\":\"Patiënt\",\"id\":\"a\"}", "unknown-resource-type at Resource");
    assertRefused(
        "{\"resourceType\":\"ActorDefinition\"}", "unknown-resource-type at ActorDefinition");
    assertRefused("{\"resourceType\":\"Basic\"}{}", "trailing-content at Basic");
    assertRefused("{\"resourceType\":\"Basic\"", "invalid-json at Basic.resourceType");
  }

  @Test
  void observationRules() {
    String head =
        "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},";
    assertRefused(
        "{\"resourceType\":\"Observation\"}",
        "missing-element at Observation.status",
        "missing-element at Observation.code");
    assertRefused(
        head + "\"valueString\":\"a\",\"valueInteger\":1}",
        "ambiguous-choice at Observation.value[x]");
    assertRefused(
        head
            + "\"component\":[{\"code\":{\"text\":\"a\"}},{\"code\":{\"text\":\"b\"},"
            + "\"valueQuantity\":{\"value\":true}}]}",
        "wrong-type at Observation.component[1].valueQuantity.value");
    assertRefused(
        head + "\"category\":{\"text\":\"a\"}}", "wrong-cardinality at Observation.category");
    assertRefused(
        head + "\"subject\":[{\"reference\":\"Patient/1\"}]}",
        "wrong-cardinality at Observation.subject");
    assertRefused(head + "\"weather\":\"fine\"}", "unknown-element at Observation.weather");
    assertRefused(
        head.replace("final", "Final") + "\"id\":\"a\"}", "unknown-code at Observation.status");
  }

  @Test
  void reportsSeveralProblemsUpToTwenty() {
    String many = "\"a\":\"\",".repeat(40);
    assertEquals(20, Reading.problems("{" + many + "\"resourceType\":\"Basic\"}").size());
  }

  @Test
  void invalidUtf8IsRefused() {
    for (String hex : List.of("c3", "c0af", "eda080", "f4908080", "ff", "80")) {
      byte[] bytes =
          ("{\"resourceType\":\"Basic\",\"a\":\"" + hex + "\"}")
              .getBytes(StandardCharsets.US_ASCII);
      byte[] bad = splice(bytes, hex);
      assertEquals(List.of("invalid-utf8 at "), Reading.problems(bad), hex);
    }
    byte[] utf16 = "{\"resourceType\":\"Basic\"}".getBytes(StandardCharsets.UTF_16LE);
    assertEquals(List.of("invalid-json at Resource"), Reading.problems(utf16));
  }

  private static byte[] splice(byte[] bytes, String hex) {
    byte[] raw = HexFormat.of().parseHex(hex);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.replace(hex, new String(raw, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void byteOrderMarkIsAcceptedAndPartOfTheOriginal() throws Exception {
    String json = "{\"resourceType\":\"Patient\"}";
    byte[] body = ('\uFEFF' + json).getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(body, Reading.record(body).document());
    assertNotEquals(document(Reading.record(json)), document(Reading.record(body)));
  }

  private static String document(TypedRecord record) {
    byte[] digest = record.text(record.schema().indexOf("document"));
    return digest == null ? "" : new String(digest, StandardCharsets.US_ASCII);
  }

  @Test
  void decimalsKeepTheirLexemes() throws Exception {
    String sampled = "{\"value\":%s,\"unit\":\"~\"}";
    StringBuilder json = new StringBuilder("{\"resourceType\":\"Basic\",\"code\":{\"text\":\"c\"}");
    json.append(",\"extension\":[");
    String[] lexemes = {"1.0", "1.00", "-0", "1E-22", "1e5"};
    for (String lexeme : lexemes) {
      json.append("{\"url\":\"u\",\"valueQuantity\":")
          .append(sampled.formatted(lexeme))
          .append("},");
    }
    json.append("{\"url\":\"u\",\"valueBoolean\":true}]}");
    byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
    List<Element> elements =
        new FhirFormat().elements(Reading.record(body).document(), Reading.MEDIA_TYPE);
    assertEquals(
        List.of(lexemes),
        elements.stream().filter(e -> e.type() == 'n').map(Element::value).toList());
    assertTrue(elements.contains(new Element("/extension/3/valueQuantity/value", 'n', "1E-22")));
  }

  @Test
  void problemsCarryNoValues() {
    String secret = "Zanzibar7";
    for (String members :
        List.of(
            "\"birthDate\":\"%s\"",
            "\"gender\":\"%s\"", "\"%s\":1", "\"id\":\"%s!\"", "\"name\":%s")) {
      String json = "{\"resourceType\":\"Patient\"," + members.formatted(secret) + "}";
      InvalidDocumentException refused =
          assertThrows(InvalidDocumentException.class, () -> Reading.record(json));
      assertFalse((refused.problems() + refused.getMessage()).contains(secret), members);
    }
  }

  @Test
  void shippedSamplesAreRead() throws Exception {
    try (Stream<Path> files = Files.list(Reading.SAMPLES)) {
      for (Path file : files.toList()) {
        byte[] body = Files.readAllBytes(file);
        assertEquals(Reading.MEDIA_TYPE, Reading.record(body).mediaType());
      }
    }
  }

  /** Found by fuzzing: a rule that looks at all names of an Observation. */
  @Test
  void anEmptyNameInAnObservation() {
    assertTrue(
        Reading.problems(
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"\":1}"
                    .getBytes(StandardCharsets.UTF_8))
            .contains("invalid-property-name at Observation.?"));
  }
}
