package dev.vitrine.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.NewBatch;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.batch.SealedBatch;
import dev.vitrine.proofs.batch.SealedPayload;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.Submission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SealerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final SecureRandom random = new SecureRandom();

  @TempDir Path folder;

  private Keys keys;

  private Sealer sealer;

  @BeforeEach
  void open() throws IOException {
    keys = Keys.open(folder, "example.com/log", random);
    sealer = new Sealer(keys, random, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void aBatchHasOneSchemaAndOneSenderAndAtMost256Records() throws Exception {
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      tickets.add(ticket("a", epcis(Documents.event(), "a")));
    }
    tickets.add(ticket("b", epcis(Documents.event(), "b")));
    tickets.add(ticket("a", fhir(Documents.patient("p1"), "a")));
    Flush flush = sealer.seal(deliveries(tickets), tickets);
    assertEquals(
        List.of(256, 44, 1, 1),
        flush.batches().stream().map(batch -> batch.sealed().roots().size()).toList());
    assertEquals(
        List.of("a", "a", "b", "a"), flush.batches().stream().map(NewBatch::party).toList());
    for (int i = 0; i < flush.batches().size(); i++) {
      NewBatch batch = flush.batches().get(i);
      for (int k = 0; k < batch.sealed().roots().size(); k++) {
        Ticket ticket = flush.placed().get(i).get(k);
        assertNotNull(ticket);
        assertEquals(batch.party(), ticket.party);
        assertEquals(batch.schema(), ticket.submission.record().schema());
        assertEquals(ticket.documentKey, batch.documentKeys().get(k));
      }
    }
  }

  @Test
  void whatIsSealedOpensToTheDocumentAndOnlyWithItsOwnSeed() throws Exception {
    List<Ticket> tickets =
        List.of(
            ticket("a", epcis(Documents.event(), "a")), ticket("a", epcis(Documents.event(), "a")));
    SealedBatch sealed = sealer.seal(deliveries(tickets), tickets).batches().get(0).sealed();
    assertArrayEquals(
        SealedBatch.tree(sealed.roots()).root(),
        BatchHeader.decode(sealed.header().encode()).root());
    for (int k = 0; k < 2; k++) {
      var record = tickets.get(k).submission.record();
      var opened =
          SealedPayload.open(
              record.schema(),
              sealed.roots().get(k),
              sealed.key().seed(k),
              sealed.payloads().get(k));
      assertArrayEquals(record.document(), opened.document());
      assertFalse(contains(sealed.payloads().get(k), "urn:epc:id:sgtin"), "sealed");
    }
    org.junit.jupiter.api.Assertions.assertThrows(
        dev.vitrine.proofs.batch.CorruptPayloadException.class,
        () ->
            SealedPayload.open(
                tickets.get(0).submission.record().schema(),
                sealed.roots().get(0),
                sealed.key().seed(1),
                sealed.payloads().get(0)));
  }

  @Test
  void partsComeAfterTheirRecordAndHaveNoDocumentKey() throws Exception {
    Path shipping =
        Documents.samples("epcis").stream()
            .filter(file -> file.toString().contains("05-shipping"))
            .findFirst()
            .orElseThrow();
    List<Submission> submissions = epcis(Documents.text(shipping), "a");
    int parts = submissions.stream().mapToInt(submission -> submission.parts().size()).sum();
    List<Ticket> tickets =
        submissions.stream().map(submission -> ticket("a", List.of(submission))).toList();
    Flush flush = sealer.seal(deliveries(tickets), tickets);
    assertEquals(2, flush.batches().size());
    assertEquals("gs1.epcis.v1", flush.batches().get(0).schema().id());
    assertEquals("gs1.sensor.v1", flush.batches().get(1).schema().id());
    assertEquals(parts, flush.batches().get(1).sealed().roots().size());
    flush.batches().get(1).documentKeys().forEach(key -> assertNull(key));
  }

  @Test
  void sealingTheSameTwiceGivesNothingThatCanBeCompared() throws Exception {
    Submission same = epcis(Documents.event(), "a").get(0);
    List<Ticket> one = List.of(ticket("a", List.of(same)));
    List<Ticket> two = List.of(ticket("a", List.of(same)));
    SealedBatch first = sealer.seal(deliveries(one), one).batches().get(0).sealed();
    SealedBatch second = sealer.seal(deliveries(two), two).batches().get(0).sealed();
    assertFalse(Arrays.equals(first.roots().get(0), second.roots().get(0)));
    assertFalse(Arrays.equals(first.payloads().get(0), second.payloads().get(0)));
  }

  private Ticket ticket(String party, List<Submission> submissions) {
    Submission one = submissions.get(0);
    return new Ticket(
        party,
        one,
        keys.master().documentKey(party, one.record().schema().id(), one.record().document()));
  }

  private static List<Delivery> deliveries(List<Ticket> tickets) {
    return List.of(new Delivery(tickets, tickets.size(), new CompletableFuture<>()));
  }

  private static List<Submission> epcis(String document, String party)
      throws InvalidDocumentException {
    return new EpcisFormat()
        .read(document.getBytes(StandardCharsets.UTF_8), "application/ld+json", party);
  }

  private static List<Submission> fhir(String document, String party)
      throws InvalidDocumentException {
    return new FhirFormat()
        .read(document.getBytes(StandardCharsets.UTF_8), "application/fhir+json", party);
  }

  private static boolean contains(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }
}
