package dev.vitrine.proofs.set;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;

/** Reads all numbers of a set's file once, in two places side by side, and checks their order. */
final class SetScan {
  private static final int AT_ONCE = 512;

  private final SetFile layout;
  private final SetDescriptor descriptor;
  private final Column elements;
  private final Column gaps;

  SetScan(FileChannel channel, SetFile layout, SetDescriptor descriptor) {
    this.layout = layout;
    this.descriptor = descriptor;
    this.elements = new Column(channel, layout.element(0), layout.elementBytes(), layout.count());
    this.gaps = new Column(channel, layout.gap(0), layout.gapBytes(), layout.gapCount());
  }

  void check() throws IOException, InvalidSetException {
    MessageDigest digest = SetElements.newDigest();
    BigInteger top = SetElements.topOf(descriptor.kind());
    BigInteger next = BigInteger.ONE;
    while (elements.hasNext() || gaps.hasNext()) {
      if (elements.hasNext() && elements.number(0).equals(next)) {
        digest.update(elements.bytes(0));
        elements.advance();
      } else {
        require(gaps.hasNext() && gaps.number(0).equals(next), "numbers are not covered in order");
        BigInteger last = gaps.number(1);
        require(last.compareTo(next) >= 0, "a gap ends before it begins");
        require(last.subtract(next).bitLength() <= descriptor.gapBits(), "a gap is too long");
        require(
            !elements.hasNext() || last.compareTo(elements.number(0)) < 0,
            "an element lies in a gap");
        gaps.advance();
        next = last;
      }
      require(next.compareTo(top) <= 0, "a number is too large");
      next = next.add(BigInteger.ONE);
    }
    require(
        Arrays.equals(digest.digest(), descriptor.elementsDigest()),
        "the elements are not those of the descriptor");
  }

  private static void require(boolean holds, String otherwise) throws InvalidSetException {
    if (!holds) {
      throw new InvalidSetException(otherwise);
    }
  }

  /** The entries of one part of the file, read in blocks. */
  private final class Column {
    private final FileChannel channel;
    private final long from;
    private final int entryBytes;
    private final int count;
    private int index;
    private byte[] block = new byte[0];
    private int blockFrom;

    Column(FileChannel channel, long from, int entryBytes, int count) {
      this.channel = channel;
      this.from = from;
      this.entryBytes = entryBytes;
      this.count = count;
    }

    boolean hasNext() {
      return index < count;
    }

    void advance() {
      index++;
    }

    BigInteger number(int which) throws IOException {
      return new BigInteger(1, bytes(which));
    }

    byte[] bytes(int which) throws IOException {
      int at = (index - blockFrom) * entryBytes;
      if (at >= block.length) {
        int entries = Math.min(AT_ONCE, count - index);
        block = FileBytes.at(channel, from + (long) index * entryBytes, entries * entryBytes);
        blockFrom = index;
        at = 0;
      }
      int start = at + which * layout.width();
      return Arrays.copyOfRange(block, start, start + layout.width());
    }
  }
}
