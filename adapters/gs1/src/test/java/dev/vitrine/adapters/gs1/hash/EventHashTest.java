package dev.vitrine.adapters.gs1.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.model.EpcisEvent;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each rule of CBV 2.0 §8.9, and each place where the reference departs from it. */
class EventHashTest {
  private static final String START =
      "eventType=ObjectEventeventTime=2026-03-01T07:15:00.250ZeventTimeZoneOffset=+01:00";

  @Test
  void membersComeInTheOrderOfTheTable() throws Exception {
    assertEquals(
        START
            + "epcListepc=urn:x:1"
            + "parentID=urn:x:2"
            + "inputEPCListepc=urn:x:3"
            + "childEPCsepc=urn:x:4"
            + "quantityListquantityElementepcClass=urn:x:5quantity=1uom=KGM"
            + "childQuantityListquantityElementepcClass=urn:x:6"
            + "inputQuantityListquantityElementepcClass=urn:x:7"
            + "outputEPCListepc=urn:x:8"
            + "outputQuantityListquantityElementepcClass=urn:x:9"
            + "action=ADD"
            + "transformationID=urn:x:10"
            + "bizStep=https://ref.gs1.org/cbv/BizStep-shipping"
            + "disposition=https://ref.gs1.org/cbv/Disp-in_transit"
            + "persistentDispositionset=https://ref.gs1.org/cbv/Disp-recalled"
            + "unset=https://ref.gs1.org/cbv/Disp-active"
            + "readPointid=urn:x:11"
            + "bizLocationid=urn:x:12"
            + "bizTransactionListtype=https://ref.gs1.org/cbv/BTT-pobizTransaction=urn:x:13"
            + "sourceListtype=https://ref.gs1.org/cbv/SDT-locationsource=urn:x:14"
            + "destinationListtype=https://ref.gs1.org/cbv/SDT-locationdestination=urn:x:15"
            + "sensorElementsensorReporttype=https://gs1.org/voc/Temperaturevalue=4.5"
            + "ilmdext:lot=1"
            + "ext:z=1",
        text(
            """
            "ext:z": "1", "ilmd": {"ext:lot": "1"},
            "sensorElementList": [{"sensorReport": [{"value": 4.50, "type": "Temperature"}]}],
            "destinationList": [{"destination": "urn:x:15", "type": "location"}],
            "sourceList": [{"source": "urn:x:14", "type": "location"}],
            "bizTransactionList": [{"bizTransaction": "urn:x:13", "type": "po"}],
            "bizLocation": {"id": "urn:x:12"}, "readPoint": {"id": "urn:x:11"},
            "persistentDisposition": {"unset": ["active"], "set": ["recalled"]},
            "disposition": "in_transit", "bizStep": "shipping", "transformationID": "urn:x:10",
            "action": "ADD", "outputQuantityList": [{"epcClass": "urn:x:9"}],
            "outputEPCList": ["urn:x:8"], "inputQuantityList": [{"epcClass": "urn:x:7"}],
            "childQuantityList": [{"epcClass": "urn:x:6"}],
            "quantityList": [{"uom": "KGM", "quantity": 1.0, "epcClass": "urn:x:5"}],
            "childEPCs": ["urn:x:4"], "inputEPCList": ["urn:x:3"], "parentID": "urn:x:2",
            "epcList": ["urn:x:1"]
            """));
  }

  @Test
  void membersThatTheTableDoesNotNameAreLeftOut() throws Exception {
    assertEquals(
        START + "action=ADD",
        text(
            """
            "action": "ADD", "recordTime": "2026-03-01T08:15:00Z", "eventID": "urn:uuid:1",
            "errorDeclaration": {"declarationTime": "2026-03-01T08:15:00Z", "ext:x": "1"},
            "certificationInfo": "https://example.com/c", "rdfs:comment": "why", "epcList": [],
            "readPoint": {}, "ilmd": {}, "ext:nothing": null
            """));
  }

  @Test
  void listsAreSortedByCodePoints() throws Exception {
    // U+FF5E comes before U+1F600, though its UTF-16 code comes after
    assertEquals(
        START + "epcListepc=urn:x:Bepc=urn:x:aepc=urn:x:aepc=urn:x:\uff5eepc=urn:x:\ud83d\ude00",
        text(
            """
            "epcList": ["urn:x:\ud83d\ude00", "urn:x:\uff5e", "urn:x:a", "urn:x:B", "urn:x:a"]
            """));
  }

  @Test
  void identifiersAreCanonicalLinksWhereverTheyStand() throws Exception {
    assertEquals(
        START
            + "epcListepc=https://id.gs1.org/00/195060000000047116"
            + "epc=https://id.gs1.org/01/09506000134352/21/A%2F1'"
            + "readPointid=https://id.gs1.org/414/9506000001012"
            + "ext:device=https://id.gs1.org/8004/95060007",
        text(
            """
            "epcList": ["https://example.com/path/01/9506000134352/10/L/21/A%2F1%27?11=260301",
              "urn:epc:id:sscc:9506000.1000004711"],
            "readPoint": {"id": "urn:epc:id:sgln:9506000.00101.0"},
            "ext:device": "urn:epc:id:giai:9506000.7"
            """));
  }

  @Test
  void timesAreInUtcWithMilliseconds() {
    assertEquals("2026-03-01T07:15:00.000Z", Times.nearest("2026-03-01T08:15:00+01:00"));
    assertEquals("2026-02-28T23:30:00.100Z", Times.nearest("2026-03-01T05:00:00.1+05:30"));
    assertEquals("2026-03-01T08:15:00.142Z", Times.nearest("2026-03-01T08:15:00.1415Z"));
    assertEquals("2026-03-01T08:15:00.141Z", Times.nearest("2026-03-01T08:15:00.14149Z"));
    assertEquals("2024-03-01T00:00:00.000Z", Times.nearest("2024-02-29T23:59:59.9995Z"));
    assertEquals("0000-01-01T00:00:00.000Z", Times.nearest("0000-01-01T00:00:00Z"));
    assertEquals("0000-01-01T00:00:00+01:00", Times.nearest("0000-01-01T00:00:00+01:00"));
    assertEquals("2016-12-31T23:59:60.5Z", Times.nearest("2016-12-31T23:59:60.5Z"));
    assertEquals("2016-12-31T23:59:60.5555Z", Times.nearest("2016-12-31T23:59:60.5555Z"));
    assertEquals("yesterday", Times.nearest("yesterday"));
  }

  @Test
  void numbersHaveNoTrailingZeros() {
    for (String same : new String[] {"12.5", "12.50", "1.25e1", "125E-1", "+12.500"}) {
      assertEquals("12.5", Numerals.shortest(same));
    }
    assertEquals("100", Numerals.shortest("1e2"));
    assertEquals("0", Numerals.shortest("-0.00"));
    assertEquals("0", Numerals.shortest("-0"));
    assertEquals("-0.5", Numerals.shortest("-0.50"));
    assertEquals("0.3434", Numerals.shortest("0.34340"));
    assertEquals("12345678901234567890.1", Numerals.shortest("12345678901234567890.10"));
    assertEquals("1E+999999", Numerals.shortest("10e999998"));
    assertEquals("no number", Numerals.shortest("no number"));
    assertEquals("", Numerals.shortest(""));
  }

  @Test
  void wordsBecomeWebUrisHoweverTheyAreWritten() throws Exception {
    String expected = START + "bizStep=https://ref.gs1.org/cbv/BizStep-shipping";
    for (String word :
        new String[] {
          "shipping",
          " shipping ",
          "urn:epcglobal:cbv:bizstep:shipping",
          "cbv:BizStep-shipping",
          "https://ref.gs1.org/cbv/BizStep-shipping"
        }) {
      assertEquals(expected, text("\"bizStep\": \"" + word + "\""), word);
    }
    assertEquals(
        START + "bizTransactionListbizTransaction=urn:epcglobal:cbv:bt:9506000000019:1",
        text(
            """
            "bizTransactionList": [{"bizTransaction": "urn:epcglobal:cbv:bt:9506000000019:1"}]
            """));
  }

  @Test
  void extensionsOfStandardMembersStandUnderTheirNamesAmongTheOthers() throws Exception {
    assertEquals(
        START
            + "readPointid=urn:x:1"
            + "sensorElementsensorMetadatadeviceID=urn:x:2sensorReporttype=urn:x:3"
            + "bizLocation{https://e.example/}c=3"
            + "readPoint{https://e.example/}b=2"
            + "sensorElementsensorMetadata{https://e.example/}d=4"
            + "sensorReport{https://e.example/}e=5{https://e.example/}f=6"
            + "{https://e.example/}a=1",
        text(
            """
            "@context": {"e": "https://e.example/"},
            "e:a": "1", "readPoint": {"id": "urn:x:1", "e:b": "2"}, "bizLocation": {"e:c": "3"},
            "sensorElementList": [{"e:f": "6",
              "sensorReport": [{"type": "urn:x:3", "e:e": "5"}],
              "sensorMetadata": {"deviceID": "urn:x:2", "e:d": "4"}}]
            """));
  }

  @Test
  void extensionsAreSortedOnEveryLevelWithWholeNameSpaces() throws Exception {
    assertEquals(
        START
            + "{https://e.example/}aplain=true{https://e.example/}x=1{https://e.example/}x=2"
            + "{https://e.example/}b"
            + "{https://e.example/}curie=https://e.example/thing"
            + "{urn:epcglobal:cbv:mda}lotNumber=007",
        text(
            """
            "@context": [{"e": "https://e.example/"}, {"m": "urn:epcglobal:cbv:mda"}],
            "m:lotNumber": "007", "e:curie": "e:thing", "e:b": "",
            "e:a": {"plain": true, "e:x": [2.0, [1]]}
            """));
    assertEquals(
        text("\"cbvmda:lotNumber\": \"L\""),
        text("\"@context\": {\"m\": \"urn:epcglobal:cbv:mda:\"}, \"m:lotNumber\": \"L\""));
  }

  @Test
  void textsOfExtensionsStayAsTheyAre() throws Exception {
    assertEquals(
        START + "ext:a=2.50ext:b=2.5ext:c=2026-03-01T08:15:00+01:00",
        text("\"ext:a\": \"2.50\", \"ext:b\": 2.50, \"ext:c\": \"2026-03-01T08:15:00+01:00\""));
  }

  @Test
  void theReferenceOrdersPartiesByName() throws Exception {
    String event =
        """
        "parentID": "urn:x:1", "epcList": ["urn:x:2"], "certificationInfo": "urn:x:3",
        "sourceList": [{"type": "location", "source": "urn:x:4"}],
        "destinationList": [{"type": "location", "destination": "urn:x:5"}]
        """;
    assertEquals(
        START
            + "certificationInfo=urn:x:3parentID=urn:x:1epcListepc=urn:x:2"
            + "destinationListtype=https://ref.gs1.org/cbv/SDT-locationdestination=urn:x:5"
            + "sourceListtype=https://ref.gs1.org/cbv/SDT-locationsource=urn:x:4",
        reference(event));
  }

  @Test
  void theReferenceMakesNumbersOfTexts() throws Exception {
    assertEquals(
        START + "ext:a=7ext:b=1e-05ext:c=111100001111000003641344ext:d=0.1ext:e=1.2.3ext:f=12",
        reference(
            """
            "ext:a": "007", "ext:b": "0.00001", "ext:c": "111100001111000011110000",
            "ext:d": 0.10, "ext:e": "1.2.3", "ext:f": "1_2"
            """));
    assertNull(reference("\"ext:a\": \"-Infinity\""));
    assertNull(reference("\"ext:a\": 1e400"));
    assertEquals(START + "ext:a=nanext:b=1__2", reference("\"ext:a\":\"nan\",\"ext:b\":\"1__2\""));
  }

  @Test
  void theReferenceRoundsHalvesToTheEvenMillisecond() {
    assertEquals("2026-03-01T08:15:00.142Z", Times.nearestEven("2026-03-01T08:15:00.1415Z"));
    assertEquals("2026-03-01T08:15:00.142Z", Times.nearestEven("2026-03-01T08:15:00.1425Z"));
    assertEquals("2026-03-01T08:15:00.143Z", Times.nearestEven("2026-03-01T08:15:00.142501Z"));
    assertEquals("2026-03-01T08:15:00.142Z", Times.nearestEven("2026-03-01T08:15:00.1425009Z"));
    assertNull(Times.nearestEven("2026-03-01T08:15:00.9996Z"));
  }

  @Test
  void theReferencePutsExtensionsInsideIfTheirNameSpaceEndsWithASlash() throws Exception {
    assertEquals(
        START
            + "readPointid=urn:x:1{https://e.example/}b=2"
            + "sensorElementListsensorElementsensorReporttype=urn:x:3"
            + "readPoint{https://f.example#}c=3",
        reference(
            """
            "readPoint": {"id": "urn:x:1", "e:b": "2", "f:c": "3"},
            "sensorElementList": [{"sensorReport": [{"type": "urn:x:3"}]}]
            """,
            Map.of("e", "https://e.example/", "f", "https://f.example#")));
  }

  @Test
  void theReferenceFailsOnATransactionWithoutType() throws Exception {
    assertNull(reference("\"bizTransactionList\": [{\"bizTransaction\": \"urn:x:1\"}]"));
  }

  @Test
  void aClaimIsCheckedInBothDialects() throws Exception {
    String members =
        "\"sourceList\": [{\"type\": \"location\", \"source\": \"urn:x:4\"}], \"action\": \"ADD\","
            + "\"sensorElementList\": [{\"sensorReport\": [{\"type\": \"urn:x:3\"}]}]";
    HashDocument document = document(members);
    String text = EventHash.byText(document.tree(0), Map.of());
    String reference = EventHash.byReference(document.tree(0), Map.of(), false);
    assertTrue(reference != null && !reference.equals(text));
    kept(text, EventHash.Claim.NONE, claim(document, null));
    kept(text, EventHash.Claim.NONE, claim(document, "urn:uuid:1"));
    kept(text, EventHash.Claim.TEXT, claim(document, text));
    kept(reference, EventHash.Claim.REFERENCE, claim(document, reference));
    String other = EventHash.byText(document("\"action\": \"OBSERVE\"").tree(0), Map.of());
    kept(text, EventHash.Claim.WRONG, claim(document, other));
    String loud = "ni:///sha-256;" + text.substring(14, 78).toUpperCase(Locale.ROOT);
    kept(text, EventHash.Claim.TEXT, claim(document, loud + "?ver=CBV2.0"));
  }

  private static void kept(@Nullable String hash, EventHash.Claim claim, EventHash.Result result) {
    assertEquals(hash, result.hash());
    assertEquals(claim, result.claim());
  }

  @Test
  void onlyAWholeHashOfCbv20IsAClaim() {
    String good = HashVectors.id("0123456789abcdef".repeat(4));
    assertTrue(HashId.isClaimedBy(good));
    assertFalse(HashId.isClaimedBy(good.replace("CBV2.0", "CBV2.1")));
    assertFalse(HashId.isClaimedBy(good.replace("sha-256", "sha-512")));
    assertFalse(HashId.isClaimedBy(good.replace('f', 'g')));
    assertFalse(HashId.isClaimedBy(good + "0"));
    assertFalse(HashId.isClaimedBy(""));
  }

  @Test
  void aResultNamesNoHash() throws Exception {
    EventHash.Result result = claim(document("\"action\": \"ADD\""), null);
    assertFalse(result.toString().contains("sha-256"));
  }

  @Test
  void anEventAsAValueHasTheSameHash() throws Exception {
    String event = event("\"ext:a\": [1.0, {\"b\": null}], \"epcList\": [\"urn:x:1\"]");
    EpcisEvent value = EpcisEvent.read(event.getBytes(StandardCharsets.UTF_8), Map.of());
    assertEquals(HashId.of(HashDocument.of(event).text(0)), EventHash.byText(value));
    assertNotEquals(EventHash.byText(value), HashId.of(""));
  }

  private static EventHash.Result claim(HashDocument document, @Nullable String eventId) {
    return EventHash.of(document.tree(0), document.declared(), eventId, false);
  }

  private static String text(String members) throws InvalidDocumentException {
    return document(members).text(0);
  }

  private static @Nullable String reference(String members) throws InvalidDocumentException {
    HashDocument document = document(members);
    return ReferenceDialect.preHash(document.tree(0), document.declared(), Set.of(), false);
  }

  private static @Nullable String reference(String members, Map<String, String> declared)
      throws InvalidDocumentException {
    return ReferenceDialect.preHash(document(members).tree(0), declared, Set.of(), false);
  }

  private static HashDocument document(String members) throws InvalidDocumentException {
    return HashDocument.of(event(members));
  }

  private static String event(String members) {
    return "{\"type\": \"ObjectEvent\", \"eventTime\": \"2026-03-01T08:15:00.250+01:00\","
        + "\"eventTimeZoneOffset\": \"+01:00\", "
        + members
        + "}";
  }
}
