package dev.vitrine.ledger.anchor.evm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A piece of RLP that was read: a byte string, or a list. Reading is strict: one spelling for each
 * value, nothing left over, at most {@value #MAX_DEPTH} lists within each other.
 */
sealed interface RlpItem {
  /** The most lists within each other; receipts need four. */
  int MAX_DEPTH = 8;

  /** A byte string. */
  record Text(byte[] bytes) implements RlpItem {}

  /** A list. */
  record Items(List<RlpItem> items) implements RlpItem {}

  /** Reads one item that takes all of the input. */
  static RlpItem read(byte[] in) throws MalformedEvidenceException {
    Reader reader = new Reader(in);
    RlpItem item = reader.item(in.length, 0);
    if (reader.at != in.length) {
      throw new MalformedEvidenceException("RLP: bytes are left over");
    }
    return item;
  }

  /** The bytes, if it is a string. */
  default byte[] bytes() throws MalformedEvidenceException {
    throw new MalformedEvidenceException("RLP: a string was expected");
  }

  /** The items, if it is a list. */
  default List<RlpItem> list() throws MalformedEvidenceException {
    if (this instanceof Items list) {
      return list.items();
    }
    throw new MalformedEvidenceException("RLP: a list was expected");
  }

  /** The items, if it is a list of this many. */
  default List<RlpItem> list(int count) throws MalformedEvidenceException {
    List<RlpItem> items = list();
    if (items.size() != count) {
      throw new MalformedEvidenceException("RLP: a list of " + items.size() + ", not " + count);
    }
    return items;
  }

  /** The item, written again. */
  default byte[] encoded() {
    if (this instanceof Items list) {
      return Rlp.list(list.items().stream().map(RlpItem::encoded).toList());
    }
    return Rlp.string(((Text) this).bytes());
  }

  /** Walks over the input; every length is checked against what is left. */
  final class Reader {
    private final byte[] in;
    private int at;

    private Reader(byte[] in) {
      this.in = in;
    }

    private RlpItem item(int end, int depth) throws MalformedEvidenceException {
      if (at >= end) {
        throw new MalformedEvidenceException("RLP: the input ends early");
      }
      int head = in[at] & 0xff;
      if (head < 0x80) {
        return new Text(new byte[] {in[at++]});
      }
      at++;
      int length = length(head < 0xc0 ? head - 0x80 : head - 0xc0, end);
      int stop = at + length;
      if (head < 0xc0) {
        byte[] bytes = Arrays.copyOfRange(in, at, stop);
        if (length == 1 && bytes[0] >= 0) {
          throw new MalformedEvidenceException("RLP: a byte is its own spelling");
        }
        at = stop;
        return new Text(bytes);
      }
      if (depth == MAX_DEPTH) {
        throw new MalformedEvidenceException("RLP: more than " + MAX_DEPTH + " levels");
      }
      List<RlpItem> items = new ArrayList<>();
      while (at < stop) {
        items.add(item(stop, depth + 1));
      }
      return new Items(items);
    }

    private int length(int info, int end) throws MalformedEvidenceException {
      long length = info;
      if (info > 55) {
        int digits = info - 55;
        if (digits > 3 || digits > end - at) {
          throw new MalformedEvidenceException("RLP: a length beyond the input");
        }
        length = 0;
        for (int i = 0; i < digits; i++) {
          length = length << 8 | (in[at + i] & 0xff);
        }
        if (in[at] == 0 || length < 56) {
          throw new MalformedEvidenceException("RLP: a length that is not the shortest");
        }
        at += digits;
      }
      if (length > end - at) {
        throw new MalformedEvidenceException("RLP: a length beyond the input");
      }
      return (int) length;
    }
  }
}
