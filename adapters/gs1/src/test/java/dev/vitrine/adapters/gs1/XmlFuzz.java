package dev.vitrine.adapters.gs1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Problem;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

/**
 * Whatever XML comes in, either records or a declared refusal comes out; and what is well-formed is
 * what the JDK's parser says.
 */
class XmlFuzz {
  private static final int ROUNDS = Integer.getInteger("vitrine.fuzz.rounds", 4_000);
  private static final String[] PIECES = {
    "<",
    ">",
    "/",
    "/>",
    "</",
    "<a>",
    "</a>",
    "<a/>",
    "&",
    "&lt;",
    "&#x41;",
    "&#0;",
    "&e;",
    "'",
    "\"",
    "=",
    " ",
    "\r\n",
    "\t",
    "<!--",
    "-->",
    "--",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<?xml",
    "<!DOCTYPE a>",
    ":",
    "xmlns=\"\"",
    " xmlns:p='urn:p'",
    "p:",
    "ext:",
    "epcis:",
    "é",
    "\u0000",
    "\ufffe",
    "<extension>",
    "</extension>",
    "xsi:nil=\"true\"",
    "]",
    "1",
    "-",
    "."
  };

  private static final Mutations MUTATIONS = new Mutations(PIECES, 128, '<');

  /** Codes of refusals for not being well-formed XML that may be taken. */
  private static final Set<String> XML_CODES =
      Set.of("xml-syntax", "trailing-content", "entity", "encoding", "character", "document-type");

  private final EpcisFormat format = new EpcisFormat();

  @Test
  void mutatedDocumentsGiveRecordsOrProblems() {
    Random random = new Random(20_261_125);
    String[] events = XmlSamples.EVENTS.toArray(String[]::new);
    List<byte[]> seeds =
        List.of(
            Samples.bytes(XmlSamples.document(events)),
            Samples.bytes(XmlSamples.oldDocument(events)),
            Samples.bytes(XmlSamples.queryDocument(events)),
            Samples.bytes(XmlSamples.SENSOR_EVENT));
    int accepted = 0;
    int malformed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = MUTATIONS.of(seeds.get(random.nextInt(seeds.size())), random);
      String shown = new String(body, StandardCharsets.UTF_8);
      try {
        for (Submission submission : format.read(body, "application/xml", "party")) {
          check(submission.record());
          submission.parts().forEach(this::check);
        }
        accepted++;
        assertTrue(jdkReads(body), shown);
      } catch (InvalidDocumentException e) {
        assertFalse(e.problems().isEmpty());
        Problem last = e.problems().get(e.problems().size() - 1);
        // the JDK's parser minds no empty prefixes and local names
        if (XML_CODES.contains(last.code()) && !last.reason().contains("a name is missing")) {
          malformed++;
          assertFalse(jdkReads(body), () -> last + shown);
        }
      }
      proceed(body);
    }
    int taken = accepted;
    assertTrue(taken > 200 && malformed > 200, () -> taken + " taken: too tame or too wild");
  }

  /** Taking what can be taken never fails in another way than by refusing. */
  private void proceed(byte[] body) {
    Optional<DocumentEvents> events = format.events(body, "text/xml", "party");
    if (events.isEmpty()) {
      return;
    }
    BitSet rejected = events.get().rejected(5).events();
    if (rejected.cardinality() < events.get().count()) {
      byte[] rest = events.get().without(rejected);
      Optional<DocumentEvents> kept = format.events(rest, "text/xml", "party");
      int count = events.get().count() - rejected.cardinality();
      assertEquals(count, kept.map(DocumentEvents::count).orElse(-1));
      assertTrue(kept.orElseThrow().rejected(5).events().isEmpty());
    }
  }

  private void check(TypedRecord record) {
    List<byte[]> leaves = record.list(record.schema().indexOf("leaves"));
    int count = format.elements(record.document(), record.mediaType()).size();
    assertEquals(leaves == null ? 0 : leaves.size(), count);
  }

  /** Whether the JDK's parser reads it to its end; document types are refused here as there. */
  private static boolean jdkReads(byte[] body) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, true);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      while (reader.hasNext()) {
        reader.next();
      }
      return true;
    } catch (XMLStreamException | RuntimeException e) {
      return false;
    }
  }
}
