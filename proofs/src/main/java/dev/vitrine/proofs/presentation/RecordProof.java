package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Salts;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * That shown values are those of one record, and that this record stands in a batch: hashes only.
 *
 * @param recordRoot the record's commitment, 32 bytes
 * @param openings per slot of the schema, its salt (16 bytes) where shown, else its hash (32 bytes)
 * @param position the record's place in the batch
 * @param path from the record root to the batch's root
 */
record RecordProof(byte[] recordRoot, List<byte[]> openings, int position, List<byte[]> path) {

  private static final int MAX_PATH = 8;

  /** The proof for {@code commitment} with the slots of {@code shown} opened. */
  static RecordProof of(
      RecordCommitment commitment, Iterable<Integer> shown, InclusionProof place) {
    List<byte[]> openings = new ArrayList<>();
    for (int i = 0; i < commitment.schema().slots().size(); i++) {
      openings.add(commitment.hash(i));
    }
    shown.forEach(slot -> openings.set(slot, commitment.salt(slot)));
    return new RecordProof(commitment.root(), openings, (int) place.index(), place.path());
  }

  /** Checks the steps {@code slots}, {@code schema} and {@code record-inclusion}. */
  void verify(
      Schema schema,
      SortedMap<Integer, Optional<byte[]>> shown,
      BatchHeader batch,
      Consumer<Step> passed)
      throws RefusedException {
    byte[][] hashes = new byte[schema.slots().size()][];
    for (int i = 0; i < hashes.length; i++) {
      Optional<byte[]> value = shown.get(i);
      byte[] opening = openings.get(i);
      if (opening.length != (value == null ? MerkleHash.LENGTH : Salts.LENGTH)) {
        throw RefusedException.invalid(
            "slots", "slot " + schema.slots().get(i).name() + " is not opened as it is shown");
      }
      hashes[i] =
          value == null
              ? opening
              : RecordCommitment.slotHash(
                  schema.slots().get(i).kind(), opening, value.orElse(null));
    }
    if (!MessageDigest.isEqual(RecordCommitment.recordRoot(schema, hashes), recordRoot)) {
      throw RefusedException.invalid("slots", "shown values do not give the record's root");
    }
    passed.accept(
        new Step("slots", shown.size() + " of " + hashes.length + " slots open to the root"));
    if (!MessageDigest.isEqual(batch.schemaHash(), schema.hash())) {
      throw RefusedException.invalid("schema", "batch is of another schema");
    }
    passed.accept(
        new Step("schema", schema.id() + " " + hex(schema.hash()) + " is the schema of the batch"));
    InclusionProof place = new InclusionProof(position, batch.count(), path);
    if (!place.verify(MerkleHash.leaf(recordRoot), batch.root())) {
      throw RefusedException.invalid("record-inclusion", "record is not in the batch there");
    }
    passed.accept(
        new Step("record-inclusion", "record " + position + " of " + batch.count() + " in batch"));
  }

  /** Reads a batch's log entry. */
  static BatchHeader header(byte[] header) throws RefusedException {
    try {
      return BatchHeader.decode(header);
    } catch (CborException e) {
      throw RefusedException.invalid("format", "batch header: " + e.reason());
    }
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  void write(CborWriter out) {
    out.array(4).bytes(recordRoot).array(openings.size());
    openings.forEach(out::bytes);
    out.integer(position).array(path.size());
    path.forEach(out::bytes);
  }

  static RecordProof read(CborReader in, Schema schema) throws CborException {
    in.arrayOf(4);
    byte[] root = in.exactly(MerkleHash.LENGTH);
    in.arrayOf(schema.slots().size());
    List<byte[]> openings = new ArrayList<>();
    for (int i = 0; i < schema.slots().size(); i++) {
      openings.add(in.bytes(MerkleHash.LENGTH));
    }
    int position = (int) in.unsigned(255);
    return new RecordProof(root, openings, position, path(in, MAX_PATH));
  }

  static List<byte[]> path(CborReader in, int max) throws CborException {
    int length = in.array(max);
    List<byte[]> path = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      path.add(in.exactly(MerkleHash.LENGTH));
    }
    return path;
  }
}
