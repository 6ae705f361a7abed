package dev.vitrine.adapters.gs1.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The primitives of one document part as bytes in the form of {@link
 * dev.vitrine.proofs.record.Element#bytes()}, with pointers from that part's root.
 */
public final class LeafList {
  private final List<byte[]> leaves = new ArrayList<>();
  private final PrefixSet names = new PrefixSet();
  private final PrefixSet words = new PrefixSet();
  private int contexts;
  private final int origin;

  /**
   * @param origin how many bytes of the cursor's pointer lie above the part's root
   */
  LeafList(int origin) {
    this.origin = origin;
  }

  /** Returns how many bytes it took. */
  int add(PointerPath path, char type, String value) {
    int prefix = path.length() - origin;
    int chars = value.length();
    byte[] leaf = new byte[prefix + 2 + chars];
    System.arraycopy(path.array(), origin, leaf, 0, prefix);
    leaf[prefix + 1] = (byte) type;
    int at = prefix + 2;
    int i = 0;
    while (i < chars && value.charAt(i) < 0x80) {
      leaf[at++] = (byte) value.charAt(i++);
    }
    if (i < chars) {
      byte[] rest = value.substring(i).getBytes(StandardCharsets.UTF_8);
      leaf = Arrays.copyOf(leaf, at + rest.length);
      System.arraycopy(rest, 0, leaf, at, rest.length);
    }
    leaves.add(leaf);
    return leaf.length;
  }

  /** Takes note of a member's name. */
  void name(String name) {
    names.add(name);
    if (name.equals("@context")) {
      contexts++;
    }
  }

  /** The prefixes of members' names. */
  public PrefixSet names() {
    return names;
  }

  /** The prefixes of values that are words or URIs. */
  public PrefixSet words() {
    return words;
  }

  /** How many members are named {@code @context}. */
  public int contexts() {
    return contexts;
  }

  /** How many there are. */
  public int size() {
    return leaves.size();
  }

  /** All of them, in document order. */
  public List<byte[]> all() {
    return leaves;
  }

  /** A copy of those from index {@code from} on. */
  public List<byte[]> since(int from) {
    return new ArrayList<>(leaves.subList(from, leaves.size()));
  }

  /** The same, with {@code bytes} bytes of every pointer cut off: the leaves of a part. */
  public List<byte[]> since(int from, int bytes) {
    List<byte[]> out = new ArrayList<>(leaves.size() - from);
    for (int i = from; i < leaves.size(); i++) {
      byte[] leaf = leaves.get(i);
      out.add(Arrays.copyOfRange(leaf, bytes, leaf.length));
    }
    return out;
  }
}
