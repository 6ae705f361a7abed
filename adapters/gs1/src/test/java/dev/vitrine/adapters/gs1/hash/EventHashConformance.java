package dev.vitrine.adapters.gs1.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published vectors, each in the dialect it belongs to; every difference has its reason. */
class EventHashConformance {
  private static final String OUT_OF_ORDER = "lists of parties and transactions out of order";
  private static final String SENSORS = "sensorElementList, or extensions inside standard members";
  private static final String CERTIFICATE = "certificationInfo is hashed";
  private static final String IGNORED = "ignoreFields, the reference's own, honoured";
  private static final String COLON = "the name space cbvmda with a colon at its end";

  /** Where the reference's hash is none by the text, and why. */
  private static final Map<String, String> REFERENCE_IS_NOT_TEXT =
      Map.ofEntries(
          Map.entry("CertificationInfoAndSensorReportWithCRS.jsonld#0", CERTIFICATE),
          Map.entry("ReferenceEventHashAlgorithm3.jsonld#0", OUT_OF_ORDER),
          Map.entry("TimeStampRoundOff.jsonld#2", CERTIFICATE),
          Map.entry("epcisDocHavingEventWithIgnoreFields.jsonld#0", IGNORED),
          Map.entry("epcisDocWithSensorDataObjectEvent.jsonld#0", SENSORS),
          Map.entry("epcisDocWithShippingAndTransportingEvent.jsonld#0", OUT_OF_ORDER),
          Map.entry("epcisDocWithVariousEventTypes.jsonld#0", OUT_OF_ORDER),
          Map.entry("epcisDocWithVariousEventTypes.jsonld#1", OUT_OF_ORDER),
          Map.entry("epcisDocWithVariousEventTypes.jsonld#3", COLON),
          Map.entry("epcisQueryDocHavingEventWithIgnoreFields.jsonld#0", IGNORED));

  /** Pre-hash strings that were published damaged: they are not what the published hash is of. */
  private static final Map<String, String> DAMAGED_PREHASHES =
      Map.of(
          "epcisDocWithAllGS1Keys#0", "pieces of text are overwritten by others",
          "epcisDocWithCustomSchemaInContext#1", "it is that of another event",
          "epcisDocWithDefaultSchemaInContext#1", "its end is missing");

  /** Files of pre-hash strings without published hashes, or hashes without those. */
  private static final Set<String> HALF =
      Set.of("epcisDocHavingTooManyUserExtensions", "epcisDocHavingEventWithComment");

  @Test
  void everyPublishedHashIsThatOfTheReference() throws Exception {
    int checked = 0;
    for (HashVectors.Row row : HashVectors.rows()) {
      if (!row.xml()) {
        HashDocument document = document(row.file());
        String preHash =
            ReferenceDialect.preHash(
                document.tree(row.index()), document.declared(), document.ignored(), false);
        String hash = preHash == null ? "none" : HashId.of(preHash);
        assertEquals(HashVectors.id(row.reference()), hash, row.name());
        checked++;
      }
    }
    assertEquals(35, checked);
  }

  @Test
  void aCaptureKnowsEachPublishedHashAsTheEventsOwn() throws Exception {
    for (HashVectors.Row row : HashVectors.rows()) {
      if (!row.xml() && !IGNORED.equals(REFERENCE_IS_NOT_TEXT.get(row.name()))) {
        HashDocument document = document(row.file());
        EventHash.Result result =
            EventHash.of(
                document.tree(row.index()),
                document.captured(),
                HashVectors.id(row.reference()),
                false);
        EventHash.Claim expected =
            REFERENCE_IS_NOT_TEXT.containsKey(row.name())
                ? EventHash.Claim.REFERENCE
                : EventHash.Claim.TEXT;
        assertEquals(expected, result.claim(), row.name());
        assertEquals(HashVectors.id(row.reference()), result.hash(), row.name());
      }
    }
  }

  @Test
  void theTableOfDigestsIsThePublishedOne() throws IOException {
    for (HashVectors.Row row : HashVectors.rows()) {
      List<String> hashes = lines(stem(row.file()) + ".hashes");
      assertEquals(HashVectors.id(row.reference()), hashes.get(row.index()), row.name());
    }
  }

  @Test
  void theTextDepartsFromTheReferenceWhereListedAlone() throws Exception {
    Map<String, String> departing = new TreeMap<>();
    for (HashVectors.Row row : HashVectors.rows()) {
      if (!row.xml()) {
        HashDocument document = document(row.file());
        String hash = HashId.of(document.text(row.index()));
        if (!hash.equals(HashVectors.id(row.reference()))) {
          departing.put(row.name(), REFERENCE_IS_NOT_TEXT.getOrDefault(row.name(), "not listed"));
        }
      }
    }
    assertEquals(new TreeMap<>(REFERENCE_IS_NOT_TEXT), departing);
  }

  @Test
  void everyPublishedPreHashIsThatOfItsHashButThreeDamagedOnes() throws IOException {
    Set<String> damaged = new TreeSet<>();
    for (String name : stems()) {
      if (HALF.contains(name)) {
        continue;
      }
      List<String> preHashes = lines(name + ".prehashes");
      List<String> hashes = lines(name + ".hashes");
      for (int i = 0; i < hashes.size(); i++) {
        if (!HashId.of(preHashes.get(i)).equals(hashes.get(i))) {
          damaged.add(name + '#' + i);
        }
      }
    }
    assertEquals(new TreeSet<>(DAMAGED_PREHASHES.keySet()), damaged);
  }

  @Test
  void eventsPublishedAsEqualAreEqual() throws Exception {
    int groups = 0;
    for (Path file : files(HashVectors.equal(), ".json")) {
      HashDocument document = HashDocument.of(Files.readAllBytes(file));
      assertTrue(document.events().size() > 1, file.toString());
      Map<String, Integer> texts = new HashMap<>();
      for (int i = 0; i < document.events().size(); i++) {
        texts.merge(document.text(i), 1, Integer::sum);
      }
      assertEquals(1, texts.size(), file.toString());
      groups++;
    }
    assertEquals(1, groups);
  }

  @Test
  void differentEventsOfOneFileDiffer() throws Exception {
    HashDocument document = document("epcisDocWithVariousEventTypes.jsonld");
    for (int i = 1; i < document.events().size(); i++) {
      assertNotEquals(document.text(i - 1), document.text(i));
    }
  }

  private static HashDocument document(String file) throws Exception {
    return HashDocument.of(Files.readAllBytes(HashVectors.examples().resolve(file)));
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(HashVectors.examples().resolve(file)).stream()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static Set<String> stems() throws IOException {
    Set<String> stems = new TreeSet<>();
    for (Path file : files(HashVectors.examples(), "hashes")) {
      stems.add(stem(file.getFileName().toString()));
    }
    return stems;
  }

  private static String stem(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }

  private static List<Path> files(Path folder, String end) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }
}
