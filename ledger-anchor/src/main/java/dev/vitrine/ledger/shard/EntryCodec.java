package dev.vitrine.ledger.shard;

import dev.vitrine.ledger.tiles.EntryBundle;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;

/** What this package's entries share: CBOR arrays that begin with their type, one spelling each. */
final class EntryCodec {
  /** The longest origin in bytes. */
  static final int MAX_ORIGIN = 1024;

  static final int HASH = 32;

  private EntryCodec() {}

  /** How an entry of one type reads itself. */
  interface Body<T> {
    T read(CborReader in, int count) throws CborException;
  }

  /** Whether these bytes begin as an array of up to seven that begins with this type. */
  static boolean isType(int type, byte[] entry) {
    return entry.length >= 2 && (entry[0] & 0xf8) == 0x80 && entry[1] == type;
  }

  /**
   * Reads an entry of a type.
   *
   * @throws MalformedEntryException if it is another or not in its one form
   */
  static <T> T read(int type, int max, byte[] entry, Body<T> body) {
    if (entry.length > EntryBundle.MAX_ENTRY) {
      throw new MalformedEntryException("an entry of " + entry.length + " bytes");
    }
    try {
      CborReader in = new CborReader(entry);
      int count = in.array(max);
      if (count == 0 || in.unsigned(Long.MAX_VALUE) != type) {
        throw new MalformedEntryException("the entry is not of type " + type);
      }
      T value = body.read(in, count);
      in.end();
      return value;
    } catch (CborException e) {
      throw new MalformedEntryException("entry of type " + type + ": " + e.reason());
    }
  }

  static void requireCount(int type, int expected, int count) {
    if (count != expected) {
      throw new MalformedEntryException(
          "an entry of type " + type + " has " + expected + " parts, not " + count);
    }
  }
}
