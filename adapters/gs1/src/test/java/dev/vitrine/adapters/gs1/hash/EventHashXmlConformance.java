package dev.vitrine.adapters.gs1.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.adapters.gs1.json.Node;
import dev.vitrine.adapters.gs1.model.Value;
import dev.vitrine.adapters.gs1.model.ValueReader;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Submission;
import dev.vitrine.proofs.record.TypedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published vectors in XML, by the records that a capture makes of them. */
class EventHashXmlConformance {
  private static final String OUT_OF_ORDER = "lists of parties and transactions out of order";
  private static final String SENSORS = "sensorElementList, or extensions inside standard members";
  private static final String COMPACT = "the same, and a compact URI of one's own left as it is";
  private static final String CERTIFICATE = "certificationInfo is hashed";
  private static final String IGNORED = "ignoreFields, the reference's own, honoured";
  private static final String COLON = "the name space cbvmda with a colon at its end";

  /** Where the reference's hash is none by the text, and why. */
  private static final Map<String, String> REFERENCE_IS_NOT_TEXT =
      Map.ofEntries(
          Map.entry("CertificationInfoAndSensorReportWithCRS.xml#0", CERTIFICATE),
          Map.entry("ReferenceEventHashAlgorithm3.xml#0", OUT_OF_ORDER),
          Map.entry("SensorDataExamples.xml#0", SENSORS),
          Map.entry("SensorDataExamples.xml#1", SENSORS),
          Map.entry("SensorDataExamples.xml#2", SENSORS),
          Map.entry("SensorDataExamples.xml#3", SENSORS),
          Map.entry("SensorDataExamples.xml#4", SENSORS),
          Map.entry("SensorDataExamples.xml#5", COMPACT),
          Map.entry("SensorDataExamples.xml#6", COMPACT),
          Map.entry("SensorDataExamples.xml#7", COMPACT),
          Map.entry("SensorDataExamples.xml#8", SENSORS),
          Map.entry("SensorDataExamples.xml#9", COMPACT),
          Map.entry("SensorDataExamples.xml#10", SENSORS),
          Map.entry("SensorDataExamples.xml#11", COMPACT),
          Map.entry("epcisDocWithShippingAndTransportingEvent.xml#0", OUT_OF_ORDER),
          Map.entry("epcisDocWithVariousEventTypes.xml#0", OUT_OF_ORDER),
          Map.entry("epcisDocWithVariousEventTypes.xml#1", OUT_OF_ORDER),
          Map.entry("epcisDocWithVariousEventTypes.xml#3", COLON),
          Map.entry("epcisXmlDocHavingEventWithIgnoreFields.xml#0", IGNORED),
          Map.entry("epcisXmlDocHavingEventWithIgnoreFields.xml#1", IGNORED));

  private static final EpcisFormat FORMAT = new EpcisFormat();

  @Test
  void everyPublishedHashIsThatOfTheReference() throws Exception {
    int checked = 0;
    for (HashVectors.Row row : HashVectors.rows()) {
      if (row.xml()) {
        String text = Files.readString(HashVectors.examples().resolve(row.file()));
        TypedRecord record = records(row.file()).get(row.index());
        Map<String, String> declared = prefixes(record);
        Matcher masterData = Pattern.compile("xmlns:cbvmda=\"([^\"]*)\"").matcher(text);
        if (masterData.find()) {
          declared.put("cbvmda", masterData.group(1));
        }
        String preHash =
            ReferenceDialect.preHash(tree(record), declared, ignored(text, declared), true);
        String hash = preHash == null ? "none" : HashId.of(preHash);
        assertEquals(HashVectors.id(row.reference()), hash, row.name());
        checked++;
      }
    }
    assertEquals(34, checked);
  }

  @Test
  void theTextDepartsFromTheReferenceWhereListedAlone() throws Exception {
    Map<String, String> departing = new TreeMap<>();
    for (HashVectors.Row row : HashVectors.rows()) {
      if (row.xml()) {
        String hash = slot(records(row.file()).get(row.index()), "cbvHash");
        if (!hash.equals(HashVectors.id(row.reference()))) {
          departing.put(row.name(), REFERENCE_IS_NOT_TEXT.getOrDefault(row.name(), "not listed"));
        }
      }
    }
    assertEquals(new TreeMap<>(REFERENCE_IS_NOT_TEXT), departing);
  }

  @Test
  void aCaptureKnowsEachPublishedHashAsTheEventsOwn() throws Exception {
    for (HashVectors.Row row : HashVectors.rows()) {
      if (row.xml() && !IGNORED.equals(REFERENCE_IS_NOT_TEXT.get(row.name()))) {
        TypedRecord record = records(row.file()).get(row.index());
        EventHash.Result result =
            EventHash.of(tree(record), prefixes(record), HashVectors.id(row.reference()), true);
        assertEquals(
            REFERENCE_IS_NOT_TEXT.containsKey(row.name())
                ? EventHash.Claim.REFERENCE
                : EventHash.Claim.TEXT,
            result.claim(),
            row.name());
      }
    }
  }

  @Test
  void theSameEventsInJsonHaveTheSameHash() throws Exception {
    Set<String> both = new TreeSet<>();
    for (HashVectors.Row row : HashVectors.rows()) {
      String json = row.file().replace(".xml", ".jsonld");
      if (row.xml() && Files.exists(HashVectors.examples().resolve(json))) {
        byte[] body = Files.readAllBytes(HashVectors.examples().resolve(json));
        TypedRecord inJson =
            FORMAT.read(body, "application/ld+json", "party").get(row.index()).record();
        TypedRecord inXml = records(row.file()).get(row.index());
        assertEquals(slot(inJson, "cbvHash"), slot(inXml, "cbvHash"), row.name());
        both.add(row.file());
      }
    }
    assertEquals(6, both.size(), both.toString());
  }

  @Test
  void eventsPublishedAsEqualAreEqual() throws Exception {
    int groups = 0;
    try (Stream<Path> all = Files.list(HashVectors.equal())) {
      for (Path file : all.filter(each -> each.toString().endsWith(".xml")).toList()) {
        List<Submission> events = FORMAT.read(Files.readAllBytes(file), "application/xml", "party");
        assertTrue(events.size() > 1, file.toString());
        Set<String> hashes = new HashSet<>();
        events.forEach(event -> hashes.add(slot(event.record(), "cbvHash")));
        assertEquals(1, hashes.size(), file.toString());
        groups++;
      }
    }
    assertEquals(7, groups);
  }

  private static List<TypedRecord> records(String file)
      throws IOException, InvalidDocumentException {
    byte[] body = Files.readAllBytes(HashVectors.examples().resolve(file));
    return FORMAT.read(body, "application/xml", "party").stream().map(Submission::record).toList();
  }

  private static Node tree(TypedRecord record) throws InvalidDocumentException {
    return Trees.of(FORMAT.event(record.document(), record.mediaType(), prefixes(record)).tree());
  }

  /** What the reference is told to leave out, around the events. */
  private static Set<String> ignored(String text, Map<String, String> declared) {
    Set<String> ignored = new HashSet<>();
    int start = text.indexOf("ignoreFields>");
    int end = text.lastIndexOf("ignoreFields>");
    if (start >= 0) {
      Matcher fields = Pattern.compile("<(\\w+):(\\w+)/>").matcher(text.substring(start, end));
      while (fields.find()) {
        ignored.add("{" + declared.get(fields.group(1)) + "}" + fields.group(2));
      }
    }
    return ignored;
  }

  private static Map<String, String> prefixes(TypedRecord record) throws InvalidDocumentException {
    Map<String, String> prefixes = new HashMap<>();
    String slot = slot(record, "context");
    if (!slot.isEmpty()
        && ValueReader.read(slot.getBytes(StandardCharsets.UTF_8)) instanceof Value.Members all) {
      all.members().keySet().forEach(each -> prefixes.put(each, String.valueOf(all.text(each))));
    }
    return prefixes;
  }

  private static String slot(TypedRecord record, String name) {
    byte[] slot = record.text(record.schema().indexOf(name));
    return slot == null ? "" : new String(slot, StandardCharsets.UTF_8);
  }
}
