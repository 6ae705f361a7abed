package dev.vitrine.adapters.gs1.identifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of Application Identifiers with a code of one byte (GS1 Digital Link 1.1, compression,
 * table of optimisations).
 *
 * @param code a byte whose first or second half is more than 9
 * @param identifiers in the order the table has
 */
record OptimisedSequence(int code, List<String> identifiers) {
  private static final List<OptimisedSequence> ALL = table();

  private static List<OptimisedSequence> table() {
    List<OptimisedSequence> all = new ArrayList<>();
    add(all, 0x0A, "01 22", "01 10", "01 21", "01 17", "01 7003", "01 30");
    add(all, 0x1A, "01 10 21 17", "01 15", "01 11", "01 16", "01 91", "01 10 15");
    for (int decimals = 0; decimals < 6; decimals++) {
      add(all, 0x2A + decimals, "01 310" + decimals);
      add(all, 0x3A + decimals, "01 320" + decimals);
    }
    add(all, 0x9A, "8010 8011", "8017 8019", "8018 8019", "414 254");
    for (int decimals = 0; decimals < 10; decimals++) {
      add(all, 0xA0 + decimals, "01 392" + decimals);
      add(all, 0xC0 + decimals, "255 390" + decimals);
    }
    add(all, 0xCA, "255 3940", "255 3941", "255 3942", "255 3943");
    return List.copyOf(all);
  }

  private static void add(List<OptimisedSequence> all, int first, String... sequences) {
    for (int i = 0; i < sequences.length; i++) {
      all.add(new OptimisedSequence(first + i, List.of(sequences[i].split(" ", -1))));
    }
  }

  static @Nullable OptimisedSequence of(int code) {
    for (OptimisedSequence sequence : ALL) {
      if (sequence.code == code) {
        return sequence;
      }
    }
    return null;
  }

  /**
   * The same, sorted. GS1's own toolkit sorts its table on loading, which changes two sequences, so
   * links in the wild have either order.
   */
  List<String> sorted() {
    return List.copyOf(new TreeSet<>(identifiers));
  }

  /**
   * The sequence that saves most of these, or null. One that is in doubt, since its order is
   * another when sorted, is never written.
   */
  static @Nullable OptimisedSequence best(Set<String> identifiers) {
    OptimisedSequence best = null;
    for (OptimisedSequence sequence : ALL) {
      if (identifiers.containsAll(sequence.identifiers)
          && new ArrayList<>(new TreeSet<>(sequence.identifiers)).equals(sequence.identifiers)
          && (best == null || sequence.saving() > best.saving())) {
        best = sequence;
      }
    }
    return best;
  }

  private int saving() {
    return String.join("", identifiers).length();
  }
}
