package dev.vitrine.ledger.checkpoint;

import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An offline-verifiable proof that an entry is in a log, as text ({@code c2sp.org/tlog-proof@v1}):
 * its index, the inclusion path, and the checkpoint with signatures. Parsed strictly; verified by
 * {@code dev.vitrine.ledger.audit.LogProofVerifier}. Immutable.
 */
public final class TlogProof {
  /** The longest proof in bytes that is read. */
  public static final int MAX_BYTES = SignedNote.MAX_BYTES + 64 * 1024;

  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final int MAX_PATH = 63;

  private final InclusionProof inclusion;
  private final SignedCheckpoint checkpoint;
  private final byte[] extra;

  /** A proof without extra data, for an inclusion at the checkpoint's size. */
  public TlogProof(InclusionProof inclusion, SignedCheckpoint checkpoint) {
    this(inclusion, checkpoint, new byte[0]);
  }

  /**
   * A proof.
   *
   * @param extra opaque and not authenticated; empty for none
   */
  public TlogProof(InclusionProof inclusion, SignedCheckpoint checkpoint, byte[] extra) {
    if (inclusion.size() != checkpoint.checkpoint().size()) {
      throw new IllegalArgumentException("an inclusion in another size than the checkpoint's");
    }
    this.inclusion = inclusion;
    this.checkpoint = checkpoint;
    this.extra = extra.clone();
  }

  /**
   * Reads a proof.
   *
   * @throws MalformedNoteException if it is not in the one allowed form
   */
  public static TlogProof parse(byte[] bytes) {
    String all = StrictText.utf8(bytes, MAX_BYTES, "the proof");
    int blank = all.indexOf("\n\n");
    if (blank < 0) {
      throw new MalformedNoteException("a proof must have a blank line before the checkpoint");
    }
    String[] lines = all.substring(0, blank).split("\n", -1);
    int at = 0;
    if (!lines[at++].equals(HEADER)) {
      throw new MalformedNoteException("a proof must start with " + HEADER);
    }
    byte[] extra = new byte[0];
    if (at < lines.length && lines[at].startsWith("extra ")) {
      extra = StrictText.base64(lines[at++].substring("extra ".length()), "the extra data");
    }
    if (at == lines.length || !lines[at].startsWith("index ")) {
      throw new MalformedNoteException("the proof has no index line in its place");
    }
    long index = StrictText.decimal(lines[at++].substring("index ".length()), "the index");
    if (lines.length - at > MAX_PATH) {
      throw new MalformedNoteException("a path of more than " + MAX_PATH + " hashes");
    }
    List<byte[]> path = new ArrayList<>();
    for (String line : Arrays.asList(lines).subList(at, lines.length)) {
      path.add(StrictText.base64(line, MerkleHash.LENGTH, "hash " + path.size() + " of the path"));
    }
    SignedCheckpoint checkpoint =
        SignedCheckpoint.parse(all.substring(blank + 2).getBytes(StandardCharsets.UTF_8));
    return new TlogProof(
        new InclusionProof(index, checkpoint.checkpoint().size(), path), checkpoint, extra);
  }

  /** Index, size and path. */
  public InclusionProof inclusion() {
    return inclusion;
  }

  /** The tree it is said to be in. */
  public SignedCheckpoint checkpoint() {
    return checkpoint;
  }

  /** Opaque data nobody has signed; often empty. */
  public byte[] extra() {
    return extra.clone();
  }

  /** The proof's bytes. */
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The proof's text. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    if (extra.length > 0) {
      out.append("extra ").append(StrictText.base64(extra)).append('\n');
    }
    out.append("index ").append(inclusion.index()).append('\n');
    inclusion.path().forEach(hash -> out.append(StrictText.base64(hash)).append('\n'));
    return out.append('\n').append(checkpoint.note()).toString();
  }
}
