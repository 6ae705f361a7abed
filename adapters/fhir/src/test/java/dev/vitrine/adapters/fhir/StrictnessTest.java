package dev.vitrine.adapters.fhir;

import static dev.vitrine.adapters.fhir.Reading.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.adapters.fhir.rules.ResourceTypes;
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
    assertEquals(146, ResourceTypes.R4.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'id':'a','id':'b'; duplicate-key at Basic.id",
        "'code':{'text':'a','text':'b'}; duplicate-key at Basic.code.text",
        "'code':null; null-value at Basic.code",
        "'code':{}; empty-object at Basic.code",
        "'code':{'coding':[]}; empty-array at Basic.code.coding",
        "'code':{'text':''}; empty-string at Basic.code.text",
        "'code':{'text':'a\\u0000'}; invalid-character at Basic.code.text",
        "'code':{'text':'\\ud800'}; invalid-character at Basic.code.text",
        "'code':{'text':'\\udc00\\ud800'}; invalid-character at Basic.code.text",
        "'n':1e1000; number-out-of-bounds at Basic.n",
        "'n':1e-99999999999; number-out-of-bounds at Basic.n",
        "'n':NaN; invalid-json at Basic.n",
        "'n':+1; invalid-json at Basic.n",
        "'n':01; invalid-json at Basic.n",
        "'n':1.; invalid-json at Basic.n",
        "'n':.5; invalid-json at Basic.n",
        "'n':0x1; invalid-json at Basic.n",
        "'n':'a' /* c */; invalid-json at Basic.n",
        "'n':1,; invalid-json at Basic.n",
        "'n-m':1; invalid-property-name at Basic.?",
        "'Name':1; invalid-property-name at Basic.?",
        "'_':{'id':'a'}; invalid-property-name at Basic.?",
        "'a':[[1]]; mixed-array at Basic.a[0]",
        "'a':[1,'b']; mixed-array at Basic.a[1]",
        "'a':['b',{'c':1}]; mixed-array at Basic.a[1]",
        "'a':['b',null]; null-value at Basic.a",
        "'a':['b',null],'_a':[{'id':'x'},null]; null-value at Basic.a, invalid-companion at Basic._a",
        "'a':['b'],'_a':[null]; ok",
        "'a':['b',null],'_a':[null,{'id':'x'}]; ok",
        "'a':['b'],'_a':[null,{'id':'x'}]; invalid-companion at Basic._a",
        "'a':{'b':1},'_a':{'id':'x'}; invalid-companion at Basic._a",
        "'_a':{'id':'x','value':1}; invalid-companion at Basic._a",
        "'a':[{'b':1}],'_a':[{'id':'x'}]; invalid-companion at Basic._a",
        "'_a':'x'; invalid-companion at Basic._a",
        "'_a':{'id':'x'}; ok",
        "'id':'a b'; invalid-id at Basic.id",
        "'id':7; invalid-id at Basic.id, wrong-type at Basic.id",
        "'valueBoolean':'true'; wrong-type at Basic.valueBoolean",
        "'valueDecimal':'1.0'; wrong-type at Basic.valueDecimal",
        "'valueInteger':1.5; wrong-type at Basic.valueInteger",
        "'valueQuantity':{'value':'1'}; wrong-type at Basic.valueQuantity.value",
        "'valueQuantity':{'value':1,'code':'g'}; invalid-quantity at Basic.valueQuantity.code",
        "'meta':'x'; wrong-type at Basic.meta",
        "'meta':{'lastUpdated':'2026'}; wrong-type at Basic.meta.lastUpdated",
        "'period':{'start':'2026','end':'2024'}; invalid-period at Basic.period",
        "'period':{'start':'2026-02','end':'2026'}; ok",
        "'extension':[{'url':'u'}]; invalid-extension at Basic.extension[0]",
        "'extension':[{'valueCode':'u'}]; invalid-extension at Basic.extension[0].url",
        "'subject':{'reference':'#x'}; unresolved-reference at Basic.subject.reference",
        "'contained':[{'id':'x'}]; no-resource-type at Basic.contained[0]",
        "'contained':[{'resourceType':'Nope','id':'x'}]; unknown-resource-type at Basic.contained[0]",
        "'contained':[{'resourceType':'Basic','id':'x'}],'subject':{'reference':'#x'}; ok",
        "'text':{'div':'<div><p onclick=\"x\">a</p></div>'}; invalid-narrative at Basic.text.div",
        "'text':{'div':'<p>a</p>'}; invalid-narrative at Basic.text.div",
        "'text':{'div':'<div title=\" on a > b\">1 &gt 2</div>'}; ok"
      })
  void rulesForEveryType(String members, String expected) throws Exception {
    String json =
        "{\"resourceType\":\"Basic\"," + members.replace("\"", "\\\"").replace('\'', '"') + "}";
    if (expected.equals("ok")) {
      assertEquals("fhir.Resource.v1", Reading.record(json).schema().id());
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
    String json = "{\"resourceType\":\"Basic\"}";
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
    String json =
        "{\"resourceType\":\"Basic\",\"a\":[1.0,1.00,-0,1E-22,1e5,null],\"_a\":[null,null,null,null,null,{\"id\":\"~\"}]}";
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    List<Element> elements =
        new FhirFormat().elements(Reading.record(body).document(), Reading.MEDIA_TYPE);
    assertEquals(
        List.of(
            "/resourceType sBasic",
            "/a/0 n1.0",
            "/a/1 n1.00",
            "/a/2 n-0",
            "/a/3 n1E-22",
            "/a/4 n1e5",
            "/a/5 z",
            "/_a/0 z",
            "/_a/1 z",
            "/_a/2 z",
            "/_a/3 z",
            "/_a/4 z",
            "/_a/5/id s~"),
        elements.stream().map(e -> e.pointer() + ' ' + e.type() + e.value()).toList());
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
}
