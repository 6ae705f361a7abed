package dev.vitrine.adapters.gs1.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The names a document has shown, each with a number. Names are looked up in a small cache by their
 * bytes; only what is not there becomes a string, whose map no choice of names can slow down.
 */
final class XmlNames {
  private static final int CACHE = 1024;

  private final int[] cache = new int[CACHE];
  private final Map<String, Integer> numbers = new HashMap<>();
  private byte[][] bytes = new byte[64][];
  private String[] names = new String[64];
  private int[] prefixes = new int[64];
  private int[] locals = new int[64];
  private int count;

  /** The empty name, which stands for the absence of a prefix, has number 0. */
  XmlNames() {
    number(new byte[0], 0, 0);
  }

  int number(byte[] in, int from, int to) {
    int hash = to - from;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + in[i];
    }
    int slot = (hash ^ (hash >>> 10)) & (CACHE - 1);
    int cached = cache[slot];
    if (cached < count && Arrays.equals(bytes[cached], 0, bytes[cached].length, in, from, to)) {
      return cached;
    }
    int number = number(new String(in, from, to - from, StandardCharsets.UTF_8));
    cache[slot] = number;
    return number;
  }

  int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    int colon = name.indexOf(':');
    int prefix = colon < 0 ? 0 : number(name.substring(0, colon));
    int local = colon < 0 ? -1 : number(name.substring(colon + 1));
    int number = count++;
    if (number == names.length) {
      bytes = Arrays.copyOf(bytes, 2 * number);
      names = Arrays.copyOf(names, 2 * number);
      prefixes = Arrays.copyOf(prefixes, 2 * number);
      locals = Arrays.copyOf(locals, 2 * number);
    }
    bytes[number] = name.getBytes(StandardCharsets.UTF_8);
    names[number] = name;
    prefixes[number] = prefix;
    locals[number] = local < 0 ? number : local;
    numbers.put(name, number);
    return number;
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** The name as it was written, with its prefix. */
  String name(int number) {
    return names[number];
  }

  byte[] bytes(int number) {
    return bytes[number];
  }

  /** The number of the name's prefix, 0 where it has none. */
  int prefix(int number) {
    return prefixes[number];
  }

  /** The number of the name without its prefix. */
  int local(int number) {
    return locals[number];
  }
}
