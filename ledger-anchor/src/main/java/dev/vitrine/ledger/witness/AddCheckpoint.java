package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.StrictText;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of an {@code add-checkpoint} request (C2SP tlog-witness): a checkpoint, and how it
 * follows from the one the witness is thought to know. Parsed strictly, verified by {@link
 * Witness}.
 *
 * @param oldSize the size that the witness is thought to know; 0 if none
 * @param path the consistency proof from there; none if {@code oldSize} is 0 or the checkpoint's
 * @param checkpoint the new checkpoint, signed
 */
public record AddCheckpoint(long oldSize, List<byte[]> path, SignedCheckpoint checkpoint) {
  /** The longest request in bytes that is read. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final String OLD = "old ";
  private static final int MAX_PATH = 63;

  /** Copies the list, not the hashes. */
  public AddCheckpoint {
    path = List.copyOf(path);
    if (oldSize < 0 || path.size() > MAX_PATH) {
      throw new MalformedNoteException("old size " + oldSize + ", " + path.size() + " hashes");
    }
  }

  /** A request with this proof, from its older size. */
  public static AddCheckpoint of(ConsistencyProof proof, SignedCheckpoint checkpoint) {
    return new AddCheckpoint(proof.from(), proof.path(), checkpoint);
  }

  /**
   * Reads a request.
   *
   * @throws MalformedNoteException if it is not in the one allowed form
   */
  public static AddCheckpoint parse(byte[] bytes) {
    String all = StrictText.utf8(bytes, MAX_BYTES, "the request");
    int blank = all.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedNoteException("a request must have an empty line before the checkpoint");
    }
    List<String> lines = List.of(all.substring(0, blank).split("\n", -1));
    if (!lines.get(0).startsWith(OLD)) {
      throw new MalformedNoteException("a request must start with the old size");
    }
    if (lines.size() - 1 > MAX_PATH) {
      throw new MalformedNoteException("a proof of more than " + MAX_PATH + " hashes");
    }
    List<byte[]> path = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      path.add(StrictText.base64(line, MerkleHash.LENGTH, "hash " + path.size() + " of the proof"));
    }
    return new AddCheckpoint(
        StrictText.decimal(lines.get(0).substring(OLD.length()), "the old size"),
        path,
        SignedCheckpoint.parse(all.substring(blank + 2).getBytes(StandardCharsets.UTF_8)));
  }

  /** The request's bytes. */
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The request's text. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(OLD).append(oldSize).append('\n');
    path.forEach(hash -> out.append(StrictText.base64(hash)).append('\n'));
    return out.append('\n').append(checkpoint.note()).toString();
  }
}
