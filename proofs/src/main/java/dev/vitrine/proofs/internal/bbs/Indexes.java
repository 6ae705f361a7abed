package dev.vitrine.proofs.internal.bbs;

import java.util.ArrayList;
import java.util.List;

/** Which messages are shown, from 0, and which are hidden. */
final class Indexes {
  private Indexes() {}

  /** The indexes below {@code count} that are not in {@code shown}, ascending. */
  static List<Integer> hidden(List<Integer> shown, int count) throws BbsRefusedException {
    int previous = -1;
    for (int index : shown) {
      if (index <= previous || index >= count) {
        throw new BbsRefusedException(
            BbsStep.INDEXES, "shown indexes must ascend, occur once and be below " + count);
      }
      previous = index;
    }
    List<Integer> hidden = new ArrayList<>(count - shown.size());
    int next = 0;
    for (int index = 0; index < count; index++) {
      if (next < shown.size() && shown.get(next) == index) {
        next++;
      } else {
        hidden.add(index);
      }
    }
    return hidden;
  }
}
