package dev.vitrine.ledger.checkpoint;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a log says of itself at one moment: origin, size and root (C2SP tlog-checkpoint). Immutable.
 * Says nothing of who signed it: see {@link SignedCheckpoint}.
 */
public final class Checkpoint {
  private final String origin;
  private final long size;
  private final byte[] root;
  private final List<String> extensions;

  /** A checkpoint without extension lines. */
  public Checkpoint(String origin, long size, byte[] root) {
    this(origin, size, root, List.of());
  }

  /**
   * A checkpoint.
   *
   * @param origin the log's name, one line
   * @param size the number of leaves
   * @param root the tree's root, 32 bytes
   * @param extensions opaque lines, not empty; best none
   * @throws MalformedNoteException if a part does not fit its line
   */
  public Checkpoint(String origin, long size, byte[] root, List<String> extensions) {
    if (size < 0 || root.length != MerkleHash.LENGTH) {
      throw new MalformedNoteException("size " + size + ", root of " + root.length + " bytes");
    }
    if (!isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
      throw new MalformedNoteException("an origin or extension must be a line and not empty");
    }
    this.origin = origin;
    this.size = size;
    this.root = root.clone();
    this.extensions = List.copyOf(extensions);
  }

  /**
   * Reads a note's text.
   *
   * @throws MalformedNoteException if it is no checkpoint, or not in the one spelling
   */
  public static Checkpoint parse(String text) {
    if (!text.endsWith("\n")) {
      throw new MalformedNoteException("a checkpoint must end in a newline");
    }
    String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
    if (lines.length < 3) {
      throw new MalformedNoteException("a checkpoint has three lines at least");
    }
    return new Checkpoint(
        lines[0],
        StrictText.decimal(lines[1], "the size"),
        StrictText.base64(lines[2], MerkleHash.LENGTH, "the root"),
        List.of(lines).subList(3, lines.length));
  }

  /** The log's name. */
  public String origin() {
    return origin;
  }

  /** The number of leaves. */
  public long size() {
    return size;
  }

  /** The root, 32 bytes. */
  public byte[] root() {
    return root.clone();
  }

  /** Opaque further lines. */
  public List<String> extensions() {
    return extensions;
  }

  /** Whether both speak of the same tree: same origin, size and root. */
  public boolean sameTree(Checkpoint other) {
    return origin.equals(other.origin) && size == other.size && Arrays.equals(root, other.root);
  }

  /** The text that is signed. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(origin).append('\n').append(size).append('\n');
    out.append(StrictText.base64(root)).append('\n');
    extensions.forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /** SHA-256 of {@link #text}: what it is called towards external ledgers. */
  public byte[] digest() {
    return Sha256.of(text().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isLine(String text) {
    return !text.isEmpty() && text.chars().noneMatch(c -> c < ' ');
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint that && sameTree(that) && extensions.equals(that.extensions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(origin, size, Arrays.hashCode(root));
  }

  /** For people: one line. */
  @Override
  public String toString() {
    return origin + " size " + size + " root " + StrictText.base64(root);
  }
}
