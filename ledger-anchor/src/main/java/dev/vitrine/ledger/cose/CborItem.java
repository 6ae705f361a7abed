package dev.vitrine.ledger.cose;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Any item of CBOR (RFC 8949) that a foreign COSE message may hold. The protocol's own bytes are
 * read by {@code proofs.encoding.CborReader}, which knows what to expect at each place; header maps
 * are open, so they are read into a tree. {@link CborItems} reads and writes them. Immutable as far
 * as nobody changes the arrays it was made of.
 */
public sealed interface CborItem {
  /** A text. */
  static CborItem of(String text) {
    return new Text(text);
  }

  /** An integer. */
  static CborItem of(long value) {
    return new Int(value);
  }

  /** A byte string. */
  static CborItem of(byte[] bytes) {
    return new Bytes(bytes);
  }

  /** An array. */
  static CborItem of(List<CborItem> items) {
    return new Items(items);
  }

  /** A map. */
  static CborItem of(Map<CborItem, CborItem> pairs) {
    return new Pairs(pairs);
  }

  /** The integer, if it is one. */
  default Optional<Long> integer() {
    return this instanceof Int it ? Optional.of(it.value()) : Optional.empty();
  }

  /** The text, if it is one. */
  default Optional<String> text() {
    return this instanceof Text it ? Optional.of(it.value()) : Optional.empty();
  }

  /** The bytes, if it is a byte string. */
  default Optional<byte[]> bytes() {
    return this instanceof Bytes it ? Optional.of(it.value()) : Optional.empty();
  }

  /** The items, if it is an array. */
  default Optional<List<CborItem>> items() {
    return this instanceof Items it ? Optional.of(it.value()) : Optional.empty();
  }

  /** The pairs, if it is a map. */
  default Optional<Map<CborItem, CborItem>> pairs() {
    return this instanceof Pairs it ? Optional.of(it.value()) : Optional.empty();
  }

  /** An integer from −2^63 to 2^63 − 1. */
  record Int(long value) implements CborItem {}

  /** A text. */
  record Text(String value) implements CborItem {}

  /** A byte string; not copied. */
  record Bytes(byte[] value) implements CborItem {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return "Bytes[" + value.length + "]";
    }
  }

  /** An array. */
  record Items(List<CborItem> value) implements CborItem {
    /** Copies the list. */
    public Items {
      value = List.copyOf(value);
    }
  }

  /** A map. Its keys are integers or texts, as COSE's labels are, each there once. */
  record Pairs(Map<CborItem, CborItem> value) implements CborItem {
    /** Copies the map and checks its keys. */
    public Pairs {
      value = Map.copyOf(value);
      for (CborItem key : value.keySet()) {
        if (!(key instanceof Int || key instanceof Text)) {
          throw new MalformedCoseException("a map's key is neither an integer nor a text");
        }
      }
    }
  }

  /** A tag and what it is on. */
  record Tagged(long tag, CborItem item) implements CborItem {}

  /**
   * A float or simple value, kept by its bits: false is {@code (20, 20)}, null is {@code (22, 22)}.
   *
   * @param info the head's low five bits
   * @param bits the value, or the float's bits
   */
  record Simple(int info, long bits) implements CborItem {
    /** The value false. */
    public static final Simple FALSE = new Simple(20, 20);

    /** The value true. */
    public static final Simple TRUE = new Simple(21, 21);

    /** The value null. */
    public static final Simple NULL = new Simple(22, 22);
  }
}
