package dev.vitrine.gateway.custody;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.CustodyTable;
import dev.vitrine.gateway.store.Database;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.v1.RecordReceipt;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class CustodyIT {
  private static final int ALL = 1000;

  @TestHTTPResource("/")
  URI gateway;

  @Inject Custody custody;
  @Inject CustodyTable table;
  @Inject RecordReader records;
  @Inject Database database;
  @Inject Keys keys;

  private final String party = "custody-" + Documents.unique();
  private final String token = Tokens.of(Roles.SUPPLIER, party);
  private GrpcClient client;

  @BeforeEach
  void connect() {
    client = new GrpcClient(gateway.getPort());
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void eachEventOfAnObjectIsTheNextStepAndNamesTheRecordBefore() {
    String epc = epc();
    RecordReceipt commissioned = submit(event(epc, "2026-01-01T10:00:00Z", "commissioning"));
    submit(event(epc, "2026-01-02T10:00:00Z", "shipping"));
    String other = Tokens.of(Roles.SUPPLIER, party + "-other");
    client.intake(other).submit(Documents.epcis(event(epc, "2026-01-03T10:00:00Z", "receiving")));
    List<Seen> chain = chain(epc);
    assertEquals(List.of(1, 2, 3), chain.stream().map(seen -> seen.step.sequence()).toList());
    assertEquals(Optional.empty(), chain.get(0).step.previous());
    for (int i = 1; i < chain.size(); i++) {
      assertArrayEquals(chain.get(i - 1).root, chain.get(i).step.previous().orElseThrow());
    }
    assertEquals(
        List.of("commissioning", "shipping", "receiving"),
        chain.stream().map(seen -> text(seen, CustodySchema.BIZ_STEP)).toList());
    assertEquals(
        List.of(party, party, party + "-other"),
        chain.stream().map(seen -> text(seen, CustodySchema.CAPTURED_BY)).toList());
    assertEquals(commissioned.getRecordId(), custody.steps(epc, 1, ALL).get(0).event().toString());
    assertArrayEquals(
        commissioned.getRecordRoot().toByteArray(),
        chain.get(0).record.commitment().value(CustodySchema.SCHEMA.indexOf(CustodySchema.EVENT)));
  }

  @Test
  void eventsOfOneDocumentAreStepsInTheirOrder() {
    String epc = epc();
    List<String> events = new ArrayList<>();
    for (int day = 1; day <= 5; day++) {
      events.add(event(epc, "2026-01-0" + day + "T10:00:00Z", "shipping"));
    }
    submit(
        """
        {"type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-01-09T00:00:00Z",
         "@context": ["https://ref.gs1.org/standards/epcis/epcis-context.jsonld"],
         "epcisBody": {"eventList": [%s]}}
        """
            .formatted(String.join(",", events)));
    List<Seen> chain = chain(epc);
    assertEquals(List.of(1, 2, 3, 4, 5), chain.stream().map(s -> s.step.sequence()).toList());
    for (int i = 1; i < chain.size(); i++) {
      assertArrayEquals(chain.get(i - 1).root, chain.get(i).step.previous().orElseThrow());
    }
    assertFalse(chain.stream().anyMatch(seen -> seen.step.late()));
  }

  @Test
  void aLateEventIsTheNextStepAndSaysSo() {
    String epc = epc();
    submit(event(epc, "2026-01-05T10:00:00Z", "shipping"));
    submit(event(epc, "2026-01-07T10:00:00Z", "receiving"));
    submit(event(epc, "2026-01-06T10:00:00Z", "transporting"));
    submit(event(epc, "2026-01-06T23:00:00Z", "storing"));
    submit(event(epc, "2026-01-08T10:00:00Z", "dispensing"));
    assertEquals(
        List.of(false, false, true, true, false),
        chain(epc).stream().map(seen -> seen.step.late()).toList());
  }

  @Test
  void theSameDocumentAgainIsNoStep() {
    String epc = epc();
    String event = event(epc, "2026-01-05T10:00:00Z", "shipping");
    submit(event);
    assertTrue(submit(event).getDuplicate());
    assertEquals(1, chain(epc).size());
  }

  @Test
  void parentChildrenInputsAndOutputsHaveStepsAndClassesNone() {
    String parent = "urn:epc:id:sscc:9506000.1" + digits(9);
    List<String> children = List.of(epc(), epc());
    submit(
        """
        {"type": "AggregationEvent", "eventTime": "2026-01-05T10:00:00Z",
         "eventTimeZoneOffset": "+00:00", "parentID": "%s", "childEPCs": ["%s", "%s"],
         "childQuantityList": [{"epcClass": "urn:epc:class:lgtin:9506000.013435.L1"}],
         "action": "ADD", "bizStep": "packing"}
        """
            .formatted(parent, children.get(0), children.get(1)));
    for (String epc : List.of(parent, children.get(0), children.get(1))) {
      assertEquals(1, chain(epc).size(), epc);
    }
    String output = epc();
    submit(
        """
        {"type": "TransformationEvent", "eventTime": "2026-01-06T10:00:00Z",
         "eventTimeZoneOffset": "+00:00", "inputEPCList": ["%s"], "outputEPCList": ["%s"],
         "bizStep": "commissioning"}
        """
            .formatted(children.get(0), output));
    assertEquals(2, chain(children.get(0)).size());
    assertEquals(1, chain(output).size());
    assertEquals(List.of(), chain("urn:epc:class:lgtin:9506000.013435.L1"));
  }

  @Test
  void aLinkAndAnEpcUriOfOneObjectAreOneChain() {
    String serial = Documents.unique();
    submit(event("urn:epc:id:sgtin:9506000.013435." + serial, "2026-01-05T10:00:00Z", "shipping"));
    submit(
        event(
            "https://example.com/01/09506000134352/21/" + serial,
            "2026-01-06T10:00:00Z",
            "receiving"));
    assertEquals(2, chain("https://id.gs1.org/01/09506000134352/21/" + serial).size());
  }

  @Test
  void ofManyAtOnceEachIsAStepOfItsOwn() throws Exception {
    String epc = epc();
    int senders = 8;
    int each = 12;
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> done = new ArrayList<>();
    for (int s = 0; s < senders; s++) {
      String sender = Tokens.of(Roles.SUPPLIER, party + "-" + s);
      done.add(
          threads.submit(
              () -> {
                start.await();
                for (int i = 0; i < each; i++) {
                  client
                      .intake(sender)
                      .submit(Documents.epcis(event(epc, "2026-01-05T10:00:00Z", "shipping")));
                }
                return true;
              }));
    }
    start.countDown();
    for (Future<?> one : done) {
      one.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();
    List<Seen> chain = chain(epc);
    assertEquals(senders * each, chain.size());
    for (int i = 1; i < chain.size(); i++) {
      assertEquals(i + 1, chain.get(i).step.sequence());
      assertArrayEquals(chain.get(i - 1).root, chain.get(i).step.previous().orElseThrow());
    }
  }

  /**
   * Another process is in the middle of storing the same step: its row is written, not committed.
   */
  @Test
  void whoLosesARaceIsNumberedAnew() throws Exception {
    String epc = epc();
    submit(event(epc, "2026-01-05T10:00:00Z", "commissioning"));
    CustodyTable.Stored first = custody.steps(epc, 1, ALL).get(0);
    UUID key = keys.master().custodyKey(CanonicalEpc.of(epc));
    byte[] othersRoot = new byte[32];
    othersRoot[0] = 42;
    CompletableFuture<RecordReceipt> submitted =
        database.transaction(
            connection -> {
              database.await(
                  connection
                      .preparedQuery("insert into custody values ($1, 2, $2, $3, $2, null)")
                      .execute(Tuple.of(key, first.ref().packed(), Buffer.buffer(othersRoot))));
              CompletableFuture<RecordReceipt> ours =
                  CompletableFuture.supplyAsync(
                      () -> submit(event(epc, "2026-01-06T10:00:00Z", "shipping")));
              // it has numbered its step 2 and waits for this transaction
              assertWaits(key);
              return ours;
            });
    submitted.get(30, TimeUnit.SECONDS);
    List<CustodyTable.Stored> steps = custody.steps(epc, 1, ALL);
    assertEquals(List.of(1, 2, 3), steps.stream().map(CustodyTable.Stored::sequence).toList());
    Seen ours = seen(epc, steps.get(2));
    assertEquals(3, ours.step.sequence());
    assertArrayEquals(othersRoot, ours.step.previous().orElseThrow());
  }

  @Test
  void nothingInTheTableCanBeRead() {
    String epc = epc();
    submit(event(epc, "2026-01-05T10:00:00Z", "commissioning"));
    UUID key = keys.master().custodyKey(CanonicalEpc.of(epc));
    assertNotEquals(
        key,
        UUID.nameUUIDFromBytes(CanonicalEpc.of(epc).getBytes(StandardCharsets.UTF_8)),
        "the hash has a key");
    assertEquals(1, Objects.requireNonNull(table.heads(List.of(key)).get(key)).sequence());
  }

  /** A stored step with the record that holds it. */
  private record Seen(ChainStep step, byte[] root, OpenedRecord record) {}

  private List<Seen> chain(String epc) {
    return custody.steps(epc, 1, ALL).stream().map(stored -> seen(epc, stored)).toList();
  }

  private Seen seen(String epc, CustodyTable.Stored stored) {
    RecordReader.Found found = records.find(stored.ref()).orElseThrow();
    OpenedRecord record = records.open(found);
    int steps = CustodySchema.SCHEMA.indexOf(CustodySchema.STEPS);
    ChainStep step =
        record.lists().getOrDefault(steps, List.of()).stream()
            .map(element -> ChainStep.of(element).orElseThrow())
            .filter(one -> one.epc().equals(CanonicalEpc.of(epc)))
            .findFirst()
            .orElseThrow();
    assertEquals(stored.sequence(), step.sequence());
    return new Seen(step, found.root(), record);
  }

  private static String text(Seen seen, String slot) {
    byte[] value = seen.record.commitment().value(CustodySchema.SCHEMA.indexOf(slot));
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }

  private void assertWaits(UUID key) {
    for (int i = 0; i < 200; i++) {
      int waiting =
          database
              .await(
                  database
                      .pool()
                      .query(
                          "select count(*)::int from pg_stat_activity where wait_event_type = 'Lock'"
                              + " and query like 'insert into custody%'")
                      .execute())
              .iterator()
              .next()
              .getInteger(0);
      if (waiting > 0) {
        return;
      }
      try {
        Thread.sleep(25);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("nobody waits for " + key);
  }

  private RecordReceipt submit(String document) {
    return client.intake(token).submit(Documents.epcis(document)).getReceipts(0);
  }

  private static String epc() {
    return "urn:epc:id:sgtin:9506000.013435." + Documents.unique();
  }

  private static String digits(int count) {
    String hex =
        HexFormat.of().formatHex(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
    return hex.substring(8, 8 + count);
  }

  private static String event(String epc, String time, String step) {
    return """
        {"type": "ObjectEvent", "eventID": "urn:uuid:%s", "eventTime": "%s",
         "eventTimeZoneOffset": "+00:00", "epcList": ["%s"], "action": "OBSERVE", "bizStep": "%s"}
        """
        .formatted(UUID.randomUUID(), time, epc, step);
  }
}
