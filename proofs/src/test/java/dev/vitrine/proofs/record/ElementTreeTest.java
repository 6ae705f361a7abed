package dev.vitrine.proofs.record;

import static dev.vitrine.proofs.record.TestSchemas.seed;
import static dev.vitrine.proofs.record.TestSchemas.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ElementTreeTest {
  private static final int SLOT = 5;

  @Test
  void everyElementOpens() {
    for (int count : new int[] {1, 2, 7, 8, 9, 16, 17, 100}) {
      ElementTree tree = tree(count);
      for (int i = 0; i < count; i++) {
        ElementTree.Opening opening = tree.open(i);
        assertArrayEquals(element(i), opening.element());
        assertTrue(opening.verify(tree.root()));
      }
    }
  }

  /** The number of elements shows in the tree's size only by its power of two, from eight. */
  @Test
  void sizeTellsTheMagnitudeOnly() {
    int[][] sizes = {{1, 8}, {2, 8}, {7, 8}, {8, 8}, {9, 16}, {16, 16}, {17, 32}, {33, 64}};
    for (int[] size : sizes) {
      ElementTree.Opening opening = tree(size[0]).open(0);
      assertEquals(size[1], opening.inclusion().size());
      assertEquals(Integer.numberOfTrailingZeros(size[1]), opening.inclusion().path().size());
    }
  }

  /** Places say nothing of the order: under other seeds, the first element stands elsewhere. */
  @Test
  void placeDependsOnTheSeed() {
    Set<Long> places = new HashSet<>();
    for (int i = 0; i < 64; i++) {
      places.add(ElementTree.of(seed(i), SLOT, elements(8)).open(0).inclusion().index());
    }
    assertEquals(8, places.size());
  }

  @Test
  void sameElementTwiceHasTwoPlaces() {
    ElementTree tree = ElementTree.of(seed(0), SLOT, List.of(utf8("x"), utf8("x")));
    assertTrue(
        tree.open(0).inclusion().index() != tree.open(1).inclusion().index()
            && tree.open(0).verify(tree.root())
            && tree.open(1).verify(tree.root()));
  }

  @Test
  void otherSeedOrSlotOtherRoot() {
    byte[] root = tree(5).root();
    assertFalse(Arrays.equals(root, ElementTree.of(seed(1), SLOT, elements(5)).root()));
    assertFalse(Arrays.equals(root, ElementTree.of(seed(0), SLOT + 1, elements(5)).root()));
  }

  @Test
  void everyCheatIsRefused() {
    ElementTree tree = tree(5);
    byte[] root = tree.root();
    ElementTree.Opening good = tree.open(2);
    InclusionProof place = good.inclusion();
    assertFalse(opening(element(3), good.salt(), place).verify(root));
    assertFalse(opening(utf8(""), good.salt(), place).verify(root));
    assertFalse(opening(element(2), tree.open(1).salt(), place).verify(root));
    assertFalse(opening(element(2), Arrays.copyOf(good.salt(), 15), place).verify(root));
    assertFalse(opening(element(2), Arrays.copyOf(good.salt(), 17), place).verify(root));
    assertFalse(good.verify(tree(6).root()));
    for (long index = -1; index <= 9; index++) {
      if (index != place.index()) {
        assertFalse(
            opening(element(2), good.salt(), new InclusionProof(index, 8, place.path()))
                .verify(root));
      }
    }
    List<byte[]> path = new ArrayList<>(place.path());
    path.set(0, new byte[32]);
    assertFalse(
        opening(element(2), good.salt(), new InclusionProof(place.index(), 8, path)).verify(root));
    // salt and element slid against each other: the hash's input would be the same bytes
    byte[] joined = join(good.salt(), element(2));
    assertFalse(
        opening(Arrays.copyOfRange(joined, 15, joined.length), Arrays.copyOf(joined, 15), place)
            .verify(root));
  }

  /**
   * A root does not fix the size of its tree: a path of three fits sizes 5 to 8. So any size but a
   * power of two is refused, and there is one form of each opening.
   */
  @Test
  void everyOtherSizeIsRefused() {
    ElementTree tree = tree(5);
    for (int number = 0; number < 5; number++) {
      ElementTree.Opening good = tree.open(number);
      for (long size = 0; size <= 40; size++) {
        for (long index = 0; index < size; index++) {
          boolean same = size == 8 && index == good.inclusion().index();
          InclusionProof other = new InclusionProof(index, size, good.inclusion().path());
          assertEquals(same, opening(good.element(), good.salt(), other).verify(tree.root()));
        }
      }
    }
  }

  /** Trees below the least size are refused even where every hash is right. */
  @Test
  void treeBelowTheMinimumIsRefused() {
    byte[] salt = new byte[16];
    byte[] leaf = Sha256.tagged(0, salt, utf8("x"));
    assertFalse(opening(utf8("x"), salt, new InclusionProof(0, 1, List.of())).verify(leaf));
    MerkleTree four = MerkleTree.ofLeafHashes(new byte[][] {leaf, leaf, leaf, leaf});
    assertFalse(opening(utf8("x"), salt, four.inclusion(0)).verify(four.root()));
  }

  /** A padding leaf is a hash of another form: its content can't be given as salt and element. */
  @Test
  void paddingOpensToNothing() {
    byte[] seed = seed(0);
    ElementTree tree = tree(5);
    byte[] content =
        join(utf8("vitrine/1/padding\0"), join(seed, new byte[] {0, SLOT, 0, 0, 0, 0}));
    byte[] padding = Salts.padding(seed, SLOT, 0);
    assertArrayEquals(Sha256.of(content), padding);
    byte[][] leaves = new byte[8][];
    for (int i = 0; i < 5; i++) {
      leaves[i] = Sha256.tagged(0, tree.open(i).salt(), element(i));
    }
    for (int i = 5; i < 8; i++) {
      leaves[i] = Salts.padding(seed, SLOT, i - 5);
    }
    Arrays.sort(leaves, Arrays::compareUnsigned);
    MerkleTree rebuilt = MerkleTree.ofLeafHashes(leaves);
    assertArrayEquals(tree.root(), rebuilt.root());
    int at = Arrays.binarySearch(leaves, padding, Arrays::compareUnsigned);
    assertTrue(rebuilt.inclusion(at).verify(padding, tree.root()), "it is a leaf of the tree");
    byte[][][] tries = {
      {Arrays.copyOf(content, 16), Arrays.copyOfRange(content, 16, content.length)},
      {Arrays.copyOfRange(content, 1, 17), Arrays.copyOfRange(content, 17, content.length)},
      {Arrays.copyOf(padding, 16), Arrays.copyOfRange(padding, 16, 32)},
    };
    for (byte[][] attempt : tries) {
      assertFalse(opening(attempt[1], attempt[0], rebuilt.inclusion(at)).verify(tree.root()));
    }
  }

  /** An inner node can't be shown as if it were an element. */
  @Test
  void innerNodeIsNoElement() {
    ElementTree tree = tree(16);
    InclusionProof place = tree.open(0).inclusion();
    byte[] leaf = Sha256.tagged(0, tree.open(0).salt(), element(0));
    boolean right = (place.index() & 1) == 1;
    byte[] joined = right ? join(place.path().get(0), leaf) : join(leaf, place.path().get(0));
    assertTrue(
        new InclusionProof(place.index() / 2, 8, place.path().subList(1, 4))
            .verify(
                MerkleHash.node(Arrays.copyOf(joined, 32), Arrays.copyOfRange(joined, 32, 64)),
                tree.root()));
    assertFalse(
        opening(
                Arrays.copyOfRange(joined, 16, 64),
                Arrays.copyOf(joined, 16),
                new InclusionProof(place.index() / 2, 8, place.path().subList(1, 4)))
            .verify(tree.root()));
  }

  @Test
  void bounds() {
    assertThrows(IllegalArgumentException.class, () -> ElementTree.of(seed(0), SLOT, List.of()));
    List<byte[]> tooMany = java.util.Collections.nCopies(ElementTree.MAX_ELEMENTS + 1, new byte[0]);
    assertThrows(IllegalArgumentException.class, () -> ElementTree.of(seed(0), SLOT, tooMany));
  }

  @Test
  void elementsAreWrittenOneWay() {
    Element element = new Element("/a~1b/0", 's', "x\0y");
    assertEquals(Optional.of(element), Element.of(element.bytes()));
    assertEquals("a~1b~0", Element.token("a/b~"));
    assertThrows(IllegalArgumentException.class, () -> new Element("/\0", 's', ""));
    assertThrows(IllegalArgumentException.class, () -> new Element("/", 'x', ""));
    assertEquals(Optional.empty(), Element.of(utf8("/a")));
    assertEquals(Optional.empty(), Element.of(utf8("/a\0")));
    assertEquals(Optional.empty(), Element.of(utf8("/a\0x")));
    assertEquals(Optional.empty(), Element.of(new byte[] {'/', 'a', 0, 's', (byte) 0xff}));
  }

  private static ElementTree.Opening opening(byte[] element, byte[] salt, InclusionProof place) {
    return new ElementTree.Opening(element, salt, place);
  }

  private static ElementTree tree(int count) {
    return ElementTree.of(seed(0), SLOT, elements(count));
  }

  private static List<byte[]> elements(int count) {
    List<byte[]> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(element(i));
    }
    return elements;
  }

  private static byte[] element(int number) {
    return utf8("element " + number);
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
