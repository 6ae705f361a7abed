package dev.vitrine.proofs.record;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleTree;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The salted, shuffled, padded Merkle tree under a {@link SlotKind#ROOT} slot (protocol §2).
 *
 * <p>Each element is hashed with a salt of its own, so an unseen one can't be guessed; the leaves
 * are filled up to a power of two, at least {@value #MIN_LEAVES}, with hashes that nobody can tell
 * from elements; and they are sorted, which for salted hashes is a shuffle. So showing one element
 * tells nothing of the others, of its place among them, or of their number beyond its binary
 * magnitude.
 */
public final class ElementTree {
  /** No tree has fewer leaves. */
  public static final int MIN_LEAVES = 8;

  /** No slot has more elements. */
  public static final int MAX_ELEMENTS = 1 << 20;

  private final byte[][] salts;
  private final List<byte[]> elements;
  private final byte[][] hashes;
  private final MerkleTree tree;

  private ElementTree(byte[][] salts, List<byte[]> elements, byte[][] hashes, MerkleTree tree) {
    this.salts = salts;
    this.elements = elements;
    this.hashes = hashes;
    this.tree = tree;
  }

  /**
   * The tree over {@code elements}.
   *
   * @param seed the record's seed
   * @param slot the position of the root slot in its schema
   * @param elements 1 to {@link #MAX_ELEMENTS} elements
   */
  public static ElementTree of(byte[] seed, int slot, List<byte[]> elements) {
    int count = elements.size();
    if (count == 0 || count > MAX_ELEMENTS) {
      throw new IllegalArgumentException("a root slot has 1 to " + MAX_ELEMENTS + " elements");
    }
    int leaves = Math.max(MIN_LEAVES, Integer.highestOneBit(2 * count - 1));
    byte[][] salts = Salts.ofElements(seed, slot, count);
    byte[][] hashes = new byte[count][];
    byte[][] sorted = new byte[leaves][];
    for (int i = 0; i < count; i++) {
      hashes[i] = leafHash(salts[i], elements.get(i));
      sorted[i] = hashes[i];
    }
    for (int i = count; i < leaves; i++) {
      sorted[i] = Salts.padding(seed, slot, i - count);
    }
    Arrays.sort(sorted, Arrays::compareUnsigned);
    return new ElementTree(salts, elements, hashes, MerkleTree.ofLeafHashes(sorted));
  }

  /** The root: the slot's value. */
  public byte[] root() {
    return tree.root();
  }

  /** What shows element {@code number} (in the order given to {@link #of}) and no other. */
  public Opening open(int number) {
    byte[] hash = hashes[number];
    int at = Arrays.binarySearch(tree.leafHashes(), hash, Arrays::compareUnsigned);
    return new Opening(elements.get(number), salts[number], tree.inclusion(at));
  }

  private static byte[] leafHash(byte[] salt, byte[] element) {
    MessageDigest digest = Sha256.shared();
    digest.update((byte) 0);
    digest.update(salt);
    digest.update(element);
    return digest.digest();
  }

  /**
   * One element, shown.
   *
   * @param element its bytes
   * @param salt 16 bytes
   * @param inclusion its place in the tree
   */
  public record Opening(byte[] element, byte[] salt, InclusionProof inclusion) {
    /**
     * Whether this element stands under {@code root}. The root alone does not fix the tree's size,
     * so any but a power of two is refused: then index and size have one form only.
     */
    public boolean verify(byte[] root) {
      return salt.length == Salts.LENGTH
          && inclusion.size() >= MIN_LEAVES
          && inclusion.size() <= MAX_ELEMENTS
          && Long.bitCount(inclusion.size()) == 1
          && inclusion.verify(leafHash(salt, element), root);
    }
  }
}
