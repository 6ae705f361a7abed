package dev.vitrine.adapters.gs1;

import static dev.vitrine.adapters.gs1.Reading.list;
import static dev.vitrine.adapters.gs1.Reading.readXml;
import static dev.vitrine.adapters.gs1.Reading.xmlProblems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.record.Element;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** XML that is made to harm its reader, and XML that is none. */
class XmlHostileTest {
  private static final String DOCUMENT = XmlSamples.document(XmlSamples.EVENT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE d [<!ENTITY a 'b'>]>",
        "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE d SYSTEM 'http://127.0.0.1:1/x.dtd'>",
        "<!DOCTYPE d PUBLIC 'a' 'b'>",
        "<!DOCTYPE d [<!ATTLIST ObjectEvent ext:x CDATA 'y'>]>",
        "<!DOCTYPE d []>",
        "<!DOCTYPE d><!DOCTYPE d>",
        "<!DOCTYPE>",
        "<!ENTITY a 'b'>",
        "<!DOCTYPE d [<!ENTITY a '0123456789'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>"
            + "<!ENTITY c '&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;'>]>",
      })
  void aDocumentTypeDeclaresNothing(String type) {
    assertEquals(
        List.of("document-type "),
        xmlProblems(DOCUMENT.replace("<!-- a document of our own -->", type)));
  }

  @Test
  void aDocumentTypeThatIsANameIsPassedOver() throws InvalidDocumentException {
    String typed = DOCUMENT.replace("<!-- a document of our own -->", "<!DOCTYPE project >");
    assertEquals(1, readXml(typed).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&lol;",
        "&#0;",
        "&#xD800;",
        "&#x110000;",
        "&#99999999999;",
        "&#;",
        "&#x;",
        "&LT;",
        "&#xFFFE;",
        "&#11;",
        "&#X41;"
      })
  void noEntityIsExpanded(String reference) {
    String problem = "entity /EPCISDocument/EPCISBody/EventList/ObjectEvent/action";
    assertEquals(List.of(problem), xmlProblems(DOCUMENT.replace(">ADD<", ">" + reference + "<")));
    assertEquals(
        "entity",
        xmlProblems(DOCUMENT.replace("\"po\"", "\"" + reference + "\"")).get(0).split(" ")[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "version=\"1.0\" | version=\"1.1\" | xml-syntax",
        "version=\"1.0\" | | xml-syntax",
        "encoding=\"UTF-8\" | encoding=\"UTF-16\" | encoding",
        "encoding=\"UTF-8\" | encoding=\"ISO-8859-1\" | encoding",
        "encoding=\"UTF-8\" | encoding=\"US-ASCII\" | encoding",
        "encoding=\"UTF-8\" | encoding=\"UTF-7\" | encoding",
        "encoding=\"UTF-8\" | standalone=\"maybe\" | xml-syntax",
        "encoding=\"UTF-8\" | standalone=\"yes\" encoding=\"UTF-8\" | xml-syntax",
        "<!-- a document of our own --> | <?xml version='1.0'?> | xml-syntax",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?> | <?XML a?> | xml-syntax",
        "<!-- a document of our own --> | <!-- a -- b --> | xml-syntax",
        "<!-- a document of our own --> | text | xml-syntax",
        "<!-- a document of our own --> | <![CDATA[ ]]> | document-type",
        "</epcis:EPCISDocument> | </epcis:EPCISDocument>x | trailing-content",
        "</epcis:EPCISDocument> | </epcis:EPCISDocument><x/> | trailing-content",
        "</epcis:EPCISDocument> | </epcis:EPCISdocument> | xml-syntax",
        "</epcis:EPCISDocument> | | xml-syntax",
        ">ADD< | >]]>ADD< | xml-syntax",
        ">ADD< | ><![CDATA[ADD< | xml-syntax",
        ">ADD< | >A<?xml version='1.0'?>DD< | xml-syntax",
        ">ADD< | >A<!DOCTYPE a>DD< | xml-syntax",
        "<action> | <action a='1' a='2'> | xml-syntax",
        "<action> | <action a='1'b='2'> | xml-syntax",
        "<action> | <action a=1> | xml-syntax",
        "<action> | <action a> | xml-syntax",
        "<action> | <action a='<'> | xml-syntax",
        "<action> | < action> | xml-syntax",
        "<action> | <action xmlns:a='' > | xml-syntax",
        "<action> | <action xmlns:xml='urn:x' > | xml-syntax",
        "<action> | <action xmlns:xmlns='urn:x' > | xml-syntax",
        "<action> | <action xmlns:p='http://www.w3.org/2000/xmlns/'> | xml-syntax",
        "<action> | <action xmlns:p='urn:a' xmlns:p='urn:b'> | xml-syntax",
        "<action> | <action xmlns:p='urn:a' xmlns:q='urn:a' p:x='' q:x=''> | xml-syntax",
        "ext:note | undeclared:note | xml-syntax",
        "ext:note | :note | xml-syntax",
        "ext:note | ext:note: | xml-syntax",
        "ext:note | ext:a:note | xml-syntax",
        "ext:note | ext:1 | xml-syntax",
        "ext:note | xmlns:note | xml-syntax",
      })
  void refusesWhatIsNotWellFormed(String part, String other, String code) {
    assertTrue(DOCUMENT.contains(part), part);
    List<String> found = xmlProblems(DOCUMENT.replace(part, other == null ? "" : other));
    assertEquals(1, found.size(), found::toString);
    assertEquals(code, found.get(0).split(" ")[0], found::toString);
  }

  @Test
  void refusesOtherEncodingsWhateverTheyDeclare() {
    for (String name : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1")) {
      byte[] encoded = DOCUMENT.getBytes(Charset.forName(name));
      assertEquals(List.of("encoding "), xmlProblems(encoded), name);
    }
    for (int control : new int[] {1, 8, 0x0b, 0x1f, 0xfffe, 0xffff}) {
      String with = DOCUMENT.replace("LOT-7", "LOT" + (char) control);
      assertEquals(List.of("character "), xmlProblems(with), Integer.toHexString(control));
    }
    assertEquals(List.of("encoding "), xmlProblems(DOCUMENT.replace("LOT-7", "LOT\u0000")));
    assertEquals(
        List.of("encoding "), xmlProblems("<a>\u00e9</a>".getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void takesAsciiThatIsAscii() throws InvalidDocumentException {
    String ascii =
        XmlSamples.document(XmlSamples.SENSOR_EVENT)
            .replace("\"UTF-8\"", "'us-ascii' standalone='no'");
    assertEquals(1, readXml(ascii).size());
  }

  @Test
  void passesOverCommentsAndInstructionsAndJoinsText() throws InvalidDocumentException {
    String broken =
        DOCUMENT
                .replace(">ADD<", ">A<!-- - -->D<?pi <&?><![CDATA[D]]><")
                .replace(".A1<", "<![CDATA[.A]]>&#49;<")
                .replace("<EPCISBody>", "<?xml-stylesheet?><EPCISBody>")
            + "<!-- end --> <?end?>\n";
    assertEquals(
        list(readXml(DOCUMENT).get(0).record(), "leaves"),
        list(readXml(broken).get(0).record(), "leaves"));
  }

  @Test
  void lineEndsAndSpaceInValues() throws InvalidDocumentException {
    String event =
        XmlSamples.VENDOR_EVENT
            .replace("\"B.\"", "'a\r\nb\tc\n&#10;\"'")
            .replace("good", "a\r\nb\rc<![CDATA[\r\n]]>d");
    assertEquals(
        List.of(
            new Element("/ext:by", 's', "a b c \n\""),
            new Element("/ext:result", 's', "a\nb\nc\nd")),
        list(readXml(XmlSamples.document(event)).get(0).record(), "extensions"));
  }

  @Test
  void deepNesting() throws InvalidDocumentException {
    fast(() -> assertLimit("<ObjectEvent>".repeat(1_000_000)));
    fast(() -> assertLimit(extended("<ext:a>".repeat(100_000))));
    int levels = EpcisLimits.DEPTH - 4;
    assertEquals(1, readXml(extended("<ext:a>".repeat(levels) + "</ext:a>".repeat(levels))).size());
    assertLimit(extended("<ext:a>".repeat(levels + 1) + "</ext:a>".repeat(levels + 1)));
  }

  @Test
  void manyAttributesAndNameSpaces() {
    fast(() -> assertLimit(extended("<ext:a " + repeated(100_000, i -> "a" + i + "=''") + "/>")));
    fast(
        () ->
            assertLimit(
                extended("<ext:a " + repeated(100_000, i -> "xmlns:a" + i + "='u'") + "/>")));
    // one name space by many prefixes: every two attributes have to be compared
    String prefixes = repeated(240, i -> "xmlns:a" + i + "='urn:" + i + "'");
    String element = "<ext:e " + repeated(240, i -> "a" + i + ":x=''") + "/>";
    String many = extended("<ext:a " + prefixes + ">" + element.repeat(1_000) + "</ext:a>");
    fast(() -> assertEquals(1, readXml(many).size()));
  }

  @Test
  void hugeTextNamesAndNumbers() {
    assertLimit(extended("<ext:a>" + "x".repeat(EpcisLimits.STRING_CHARS + 1) + "</ext:a>"));
    assertLimit(extended("<ext:a b='" + "x".repeat(EpcisLimits.STRING_CHARS + 1) + "'/>"));
    assertLimit(extended("<ext:" + "x".repeat(EpcisLimits.NAME_CHARS) + "/>"));
    String number = "1".repeat(EpcisLimits.NUMBER_CHARS + 1);
    assertLimit(
        DOCUMENT.replace(XmlSamples.EVENT, XmlSamples.SENSOR_EVENT).replace("4.50", number));
    fast(() -> assertLimit(new byte[EpcisLimits.DOCUMENT_BYTES + 1]));
    String space = "urn:" + "x".repeat(EpcisLimits.NAME_CHARS);
    assertLimit(extended("<a:a xmlns:a='" + space + "'/>"));
  }

  @Test
  void smallThingsInGreatNumbers() {
    fast(() -> assertLimit(extended("<a/>".repeat(3_000_000).replace("<a", "<ext:b"))));
    String list = extended("<ext:b>" + "<a/>".repeat(900_000) + "</ext:b>");
    fast(() -> assertEquals(1, readXml(list).size()));
    fast(
        () ->
            assertLimit(
                DOCUMENT.replaceFirst("<epc>", "<epc>a:a</epc>".repeat(900_000) + "<epc>")));
    String[] events = new String[EpcisLimits.EVENTS + 1];
    Arrays.fill(events, "<ObjectEvent/>");
    fast(() -> assertLimit(XmlSamples.document(events)));
    // names of one hash code
    String names = repeated(20_000, i -> "<" + colliding(i) + "/>");
    fast(() -> assertEquals(1, readXml(extended("<ext:a>" + names + "</ext:a>")).size()));
  }

  private static String extended(String children) {
    return XmlSamples.document(
        XmlSamples.VENDOR_EVENT.replace("<ext:result>good</ext:result>", children));
  }

  private static String repeated(int count, IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(" "));
  }

  private static String colliding(int number) {
    StringBuilder out = new StringBuilder();
    for (int bit = 0; bit < 15; bit++) {
      out.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return out.toString();
  }

  private static void assertLimit(String document) {
    assertLimit(Samples.bytes(document));
  }

  private static void assertLimit(byte[] document) {
    List<String> problems = xmlProblems(document);
    assertTrue(problems.get(problems.size() - 1).startsWith("limit"), problems::toString);
  }

  private static void fast(Executable work) {
    assertTimeout(Duration.ofSeconds(30), work);
  }
}
