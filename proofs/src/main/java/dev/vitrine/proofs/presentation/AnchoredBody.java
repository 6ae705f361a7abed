package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.record.ElementTree;
import dev.vitrine.proofs.record.Salts;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The proof of an anchored presentation: openings, inclusion in the batch, inclusion in the log.
 *
 * @param record ties the shown values to a record of a batch
 * @param elements salt and place of each shown element, in the statement's order
 * @param logProof puts the batch's header in the log, as {@code c2sp.org/tlog-proof@v1}
 * @param gatewayKeyId whose signature binds the presentation, 8 bytes
 */
record AnchoredBody(
    RecordProof record,
    SortedMap<Integer, List<SaltedPlace>> elements,
    byte[] logProof,
    byte[] gatewayKeyId) {

  private static final int MAX_LOG_PROOF = 64 << 10;
  private static final int MAX_ELEMENTS = 1024;
  private static final int MAX_DEPTH = 20;

  /** Salt and place of an element, whose bytes the statement has. */
  record SaltedPlace(byte[] salt, InclusionProof place) {}

  /** Checks that each element of the statement stands under its shown root. */
  void verifyElements(Statement statement, Consumer<Step> passed) throws RefusedException {
    if (!elements.keySet().equals(statement.elements().keySet())) {
      throw RefusedException.invalid("elements", "not every shown element has its proof");
    }
    int checked = 0;
    for (var entry : elements.entrySet()) {
      List<byte[]> claimed = statement.elements().get(entry.getKey());
      Optional<byte[]> root = statement.shown().get(entry.getKey());
      if (claimed == null || root == null || claimed.size() != entry.getValue().size()) {
        throw RefusedException.invalid("elements", "not every shown element has its proof");
      }
      Set<Long> used = new HashSet<>();
      for (int i = 0; i < claimed.size(); i++) {
        SaltedPlace place = entry.getValue().get(i);
        if (!used.add(place.place.index())) {
          throw RefusedException.invalid("elements", "one element is shown as if it were two");
        }
        var opening = new ElementTree.Opening(claimed.get(i), place.salt, place.place);
        if (root.isEmpty() || !opening.verify(root.get())) {
          throw RefusedException.invalid(
              "elements",
              "element "
                  + i
                  + " of "
                  + statement.schema().slots().get(entry.getKey()).name()
                  + " is not under its root");
        }
        checked++;
      }
    }
    if (checked > 0) {
      passed.accept(new Step("elements", checked + " elements stand under their roots"));
    }
  }

  byte[] encode() {
    CborWriter out = new CborWriter().array(4);
    record.write(out);
    out.map(elements.size());
    elements.forEach(
        (slot, list) -> {
          out.integer(slot).array(list.size());
          for (SaltedPlace place : list) {
            out.array(4).bytes(place.salt).integer(place.place.index());
            out.integer(place.place.size()).array(place.place.path().size());
            place.place.path().forEach(out::bytes);
          }
        });
    return out.bytes(logProof).bytes(gatewayKeyId).toBytes();
  }

  static AnchoredBody decode(byte[] body, Statement statement) throws CborException {
    CborReader in = new CborReader(body);
    in.arrayOf(4);
    RecordProof record = RecordProof.read(in, statement.schema());
    int slots = in.map(statement.schema().slots().size());
    SortedMap<Integer, List<SaltedPlace>> elements = new TreeMap<>();
    for (int i = 0; i < slots; i++) {
      int at = in.position();
      int slot = (int) in.unsigned(statement.schema().slots().size() - 1L);
      if (!elements.isEmpty() && slot <= elements.lastKey()) {
        throw new CborException(at, "slots are not in order");
      }
      int count = in.array(MAX_ELEMENTS);
      List<SaltedPlace> places = new ArrayList<>();
      for (int j = 0; j < count; j++) {
        in.arrayOf(4);
        byte[] salt = in.exactly(Salts.LENGTH);
        long index = in.unsigned(ElementTree.MAX_ELEMENTS);
        long size = in.unsigned(ElementTree.MAX_ELEMENTS);
        places.add(
            new SaltedPlace(
                salt, new InclusionProof(index, size, RecordProof.path(in, MAX_DEPTH))));
      }
      elements.put(slot, places);
    }
    byte[] logProof = in.bytes(MAX_LOG_PROOF);
    byte[] keyId = in.exactly(GatewayKey.Public.ID_LENGTH);
    in.end();
    return new AnchoredBody(record, elements, logProof, keyId);
  }
}
