package dev.vitrine.adapters.gs1.xml;

import dev.vitrine.adapters.gs1.EpcisLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The name spaces in scope (Namespaces in XML 1.0). A prefix is the number of its name, 0 for the
 * default name space; name spaces have numbers of their own, so that they are compared at once.
 */
final class NameSpaces {
  static final String XML = "http://www.w3.org/XML/1998/namespace";
  static final String XMLNS = "http://www.w3.org/2000/xmlns/";

  /** The number of a prefix's name space where it has none. */
  static final int UNDECLARED = -1;

  /** The number of no name space. */
  static final int NONE = 0;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> all = new ArrayList<>();
  private int[] prefixes = new int[16];
  private int[] spaces = new int[16];
  private int[] scopes = new int[16];
  private int count;
  private int nextScope = 1;

  NameSpaces() {
    number("");
  }

  /** Declares; false where too many are declared. */
  boolean declare(int prefix, String space) {
    if (count == EpcisLimits.PREFIXES) {
      return false;
    }
    if (count == prefixes.length) {
      prefixes = Arrays.copyOf(prefixes, 2 * count);
      spaces = Arrays.copyOf(spaces, 2 * count);
      scopes = Arrays.copyOf(scopes, 2 * count);
    }
    prefixes[count] = prefix;
    spaces[count] = number(space);
    scopes[count++] = nextScope++;
    return true;
  }

  /** Where to return to when what is declared from here on goes out of scope. */
  int mark() {
    return count;
  }

  void release(int mark) {
    count = mark;
  }

  /** A number that is the same only where the same declarations are in scope. */
  int scope() {
    return count == 0 ? 0 : scopes[count - 1];
  }

  /** The number of a prefix's name space. */
  int of(int prefix) {
    for (int i = count - 1; i >= 0; i--) {
      if (prefixes[i] == prefix) {
        return spaces[i];
      }
    }
    return prefix == 0 ? NONE : UNDECLARED;
  }

  /** The name space of a number. */
  String name(int number) {
    return all.get(number);
  }

  /** How many declarations are in scope, hidden ones too. */
  int count() {
    return count;
  }

  int prefix(int index) {
    return prefixes[index];
  }

  int space(int index) {
    return spaces[index];
  }

  private int number(String space) {
    Integer known = numbers.putIfAbsent(space, all.size());
    if (known != null) {
      return known;
    }
    all.add(space);
    return all.size() - 1;
  }
}
