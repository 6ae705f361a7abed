package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.record.ElementTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes anchored presentations (protocol §6): a few hashes and one Ed25519 signature each. */
public final class AnchoredPresenter {
  static final String BINDING = "vitrine/1/presentation";

  private final GatewayKey key;

  /** Signs with {@code key}. */
  public AnchoredPresenter(GatewayKey key) {
    this.key = key;
  }

  /**
   * Proves {@code statement}, whose shown values must be the record's.
   *
   * @param record the opened record
   * @param elements the elements under each root slot that the statement shows elements of, all of
   *     them, in their committed order
   * @param header the batch's log entry
   * @param place the record's place in the batch
   * @param logProof puts {@code header} in the log, as {@code c2sp.org/tlog-proof@v1}
   * @throws IllegalArgumentException if the statement is not anchored, or shows what the record
   *     does not hold
   */
  public Presentation present(
      Statement statement,
      OpenedRecord record,
      SortedMap<Integer, List<byte[]>> elements,
      byte[] header,
      InclusionProof place,
      byte[] logProof) {
    if (statement.mode() != Mode.ANCHORED
        || !statement.schema().equals(record.commitment().schema())) {
      throw new IllegalArgumentException("the statement is of another mode or schema");
    }
    statement
        .shown()
        .forEach(
            (slot, value) -> {
              if (!Arrays.equals(value.orElse(null), record.commitment().value(slot))) {
                throw new IllegalArgumentException("the statement shows another value");
              }
            });
    SortedMap<Integer, List<AnchoredBody.SaltedPlace>> places = new TreeMap<>();
    statement
        .elements()
        .forEach((slot, shown) -> places.put(slot, open(record, slot, elements, shown)));
    AnchoredBody body =
        new AnchoredBody(
            RecordProof.of(record.commitment(), statement.shown().keySet(), header, place),
            places,
            logProof,
            key.publicKey().id());
    byte[] statementBytes = statement.encode();
    byte[] bodyBytes = body.encode();
    return new Presentation(
        statementBytes, bodyBytes, key.sign(BINDING, digest(statementBytes, bodyBytes)));
  }

  /** What the signature is over, after its tag: the digests of statement and body. */
  static byte[] digest(byte[] statement, byte[] body) {
    return Sha256.of(Sha256.of(statement), Sha256.of(body));
  }

  private static List<AnchoredBody.SaltedPlace> open(
      OpenedRecord record,
      int slot,
      SortedMap<Integer, List<byte[]>> elements,
      List<byte[]> shown) {
    List<byte[]> all = elements.getOrDefault(slot, List.of());
    ElementTree tree = record.tree(slot, all);
    if (!Arrays.equals(tree.root(), record.commitment().value(slot))) {
      throw new IllegalArgumentException("the elements are not the record's");
    }
    List<AnchoredBody.SaltedPlace> places = new ArrayList<>();
    BitSet used = new BitSet();
    for (byte[] element : shown) {
      int number = 0;
      while (number < all.size()
          && (used.get(number) || !Arrays.equals(all.get(number), element))) {
        number++;
      }
      if (number == all.size()) {
        throw new IllegalArgumentException("the record has no such element, or not so often");
      }
      used.set(number);
      ElementTree.Opening opening = tree.open(number);
      places.add(new AnchoredBody.SaltedPlace(opening.salt(), opening.inclusion()));
    }
    return places;
  }
}
