package dev.vitrine.adapters.gs1.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names an object has shown so far. Few are compared one by one, many are hashed. */
final class MemberNames {
  private static final int FEW = 24;

  private final @Nullable String[] few = new String[FEW];
  private @Nullable Set<String> many;
  private int count;

  void clear() {
    if (count > 0) {
      Arrays.fill(few, 0, Math.min(count, FEW), null);
    }
    count = 0;
    many = null;
  }

  /** False where the name was there already. */
  boolean add(String name) {
    Set<String> set = many;
    if (set != null) {
      return set.add(name);
    }
    for (int i = 0; i < count; i++) {
      if (name.equals(few[i])) {
        return false;
      }
    }
    if (count < FEW) {
      few[count++] = name;
      return true;
    }
    Set<String> all = new HashSet<>();
    for (String known : few) {
      if (known != null) {
        all.add(known);
      }
    }
    many = all;
    return all.add(name);
  }
}
