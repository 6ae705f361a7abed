package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.record.ElementTree;
import dev.vitrine.proofs.record.Salts;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * That a record's shown elements stand under its shown roots.
 *
 * @param bySlot salt and place of each shown element, in the claim's order, by position of the root
 */
record ElementProofs(SortedMap<Integer, List<SaltedPlace>> bySlot) {
  private static final int MAX_DEPTH = 20;

  /** Salt and place of an element, whose bytes the claim has. */
  record SaltedPlace(byte[] salt, InclusionProof place) {}

  /**
   * Checks the step {@code elements}.
   *
   * @return how many elements there are
   */
  int verify(RecordClaim claim) throws RefusedException {
    if (!bySlot.keySet().equals(claim.elements().keySet())) {
      throw RefusedException.invalid("elements", "not every shown element has its proof");
    }
    int checked = 0;
    for (var entry : bySlot.entrySet()) {
      List<byte[]> claimed = claim.elements().get(entry.getKey());
      Optional<byte[]> root = claim.shown().get(entry.getKey());
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
                  + claim.schema().slots().get(entry.getKey()).name()
                  + " is not under its root");
        }
        checked++;
      }
    }
    return checked;
  }

  void write(CborWriter out) {
    out.map(bySlot.size());
    bySlot.forEach(
        (slot, list) -> {
          out.integer(slot).array(list.size());
          for (SaltedPlace place : list) {
            out.array(4).bytes(place.salt).integer(place.place.index());
            out.integer(place.place.size()).array(place.place.path().size());
            place.place.path().forEach(out::bytes);
          }
        });
  }

  static ElementProofs read(CborReader in, int slots) throws CborException {
    int count = in.map(slots);
    SortedMap<Integer, List<SaltedPlace>> bySlot = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      int at = in.position();
      int slot = (int) in.unsigned(slots - 1L);
      if (!bySlot.isEmpty() && slot <= bySlot.lastKey()) {
        throw new CborException(at, "slots are not in order");
      }
      int size = in.array(RecordClaim.MAX_ELEMENTS);
      List<SaltedPlace> places = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        in.arrayOf(4);
        byte[] salt = in.exactly(Salts.LENGTH);
        long index = in.unsigned(ElementTree.MAX_ELEMENTS);
        long leaves = in.unsigned(ElementTree.MAX_ELEMENTS);
        places.add(
            new SaltedPlace(
                salt, new InclusionProof(index, leaves, RecordProof.path(in, MAX_DEPTH))));
      }
      bySlot.put(slot, places);
    }
    return new ElementProofs(bySlot);
  }
}
