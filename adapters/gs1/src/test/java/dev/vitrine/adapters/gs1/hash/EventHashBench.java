package dev.vitrine.adapters.gs1.hash;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.adapters.gs1.json.JsonCursor;
import dev.vitrine.adapters.gs1.json.Node;
import dev.vitrine.adapters.gs1.json.Problems;
import dev.vitrine.proofs.encoding.Sha256;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * How much the event hash costs a capture, beside Jackson's tree and OpenEPCIS's library on the
 * same bytes, in one run. CPU time, so that a loaded machine tells the same. Run by hand.
 */
final class EventHashBench {
  private static final String EVENT =
      """
      {"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",\
      {"ext":"https://example.com/ext/"}],"type":"ObjectEvent",\
      "eventID":"urn:uuid:6b0c4f1e-0d35-4f0e-9a64-00a7b1c2d3e4",\
      "eventTime":"2026-03-01T08:15:00.250+01:00","eventTimeZoneOffset":"+01:00",\
      "epcList":["urn:epc:id:sgtin:9506000.013435.A1","urn:epc:id:sgtin:9506000.013435.A2",\
      "https://id.example.com/01/09506000134352/21/A3"],"action":"OBSERVE",\
      "bizStep":"shipping","disposition":"in_transit",\
      "readPoint":{"id":"urn:epc:id:sgln:9506000.00101.0"},\
      "bizLocation":{"id":"urn:epc:id:sgln:9506000.00102.0"},\
      "bizTransactionList":[{"type":"po","bizTransaction":"urn:epc:id:gdti:9506000.00001.P1"},\
      {"type":"desadv","bizTransaction":"urn:epcglobal:cbv:bt:9506000001011:ASN1099"}],\
      "sourceList":[{"type":"owning_party","source":"urn:epc:id:pgln:9506000.00001"}],\
      "destinationList":[{"type":"owning_party","destination":"urn:epc:id:pgln:9521141.00001"}],\
      "quantityList":[{"epcClass":"urn:epc:class:lgtin:9506000.013435.LOT7","quantity":12.50,"uom":"KGM"}],\
      "ext:note":{"ext:carrier":"ACME","ext:seal":"00417"}}""";

  private static final int BATCH = 2_000;
  private static final int ROUNDS = 12;

  private static int kept;

  private EventHashBench() {}

  /** Prints events a second of one core, each part the best of its rounds. */
  public static void main(String[] args) throws Exception {
    byte[] body = EVENT.getBytes(StandardCharsets.UTF_8);
    EpcisFormat format = new EpcisFormat();
    ObjectMapper mapper = new ObjectMapper();
    Node tree = tree(body);
    Map<String, String> prefixes = Map.of("ext", "https://example.com/ext/");
    byte[] preHash = TextDialect.preHash(tree, prefixes).getBytes(StandardCharsets.UTF_8);
    System.out.println(body.length + " bytes, a pre-hash string of " + preHash.length);
    measure("bytes to records, with the hash", () -> format.read(body, "application/json", "p"));
    measure("the hash of a tree", () -> EventHash.byText(tree, prefixes));
    measure("its SHA-256 alone", () -> Sha256.of(preHash));
    measure("Jackson's tree of the same bytes", () -> mapper.readTree(body));
    try {
      OpenEpcis peer = OpenEpcis.find();
      String same = peer.hash((ObjectNode) mapper.readTree(body), prefixes);
      System.out.println(
          same.equals(EventHash.byText(tree, prefixes)) ? "the same hash" : "differs: " + same);
      measure(
          "OpenEPCIS's hash, with Jackson's tree",
          () -> peer.hash((ObjectNode) mapper.readTree(body), prefixes));
    } catch (ClassNotFoundException e) {
      System.out.println("OpenEPCIS's library is not there: run with -Popenepcis");
    }
    System.out.println("(" + kept + ")");
  }

  private static Node tree(byte[] body) throws Exception {
    try (JsonCursor cursor = JsonCursor.open(body, new Problems())) {
      Node tree = cursor.startTree();
      cursor.takeAny();
      return tree;
    }
  }

  private static void measure(String name, Callable<Object> work) throws Exception {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int i = 0; i < BATCH * 5; i++) {
        kept += work.call().hashCode();
      }
      best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
    System.out.printf("%,9d/s  %s%n", BATCH * 5 * 1_000_000_000L / best, name);
  }
}
