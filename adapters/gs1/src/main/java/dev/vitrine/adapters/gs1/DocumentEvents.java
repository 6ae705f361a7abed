package dev.vitrine.adapters.gs1;

import dev.vitrine.proofs.record.Problem;
import java.util.BitSet;
import java.util.List;

/** The events of a document one by one: for whoever takes those that can be taken. */
public interface DocumentEvents {
  /**
   * What can't be taken.
   *
   * @param events by index
   * @param problems of those events, placed in the whole document; at most as many as asked for
   */
  record Rejected(BitSet events, List<Problem> problems) {
    /** Copies both. */
    public Rejected {
      events = (BitSet) events.clone();
      problems = List.copyOf(problems);
    }

    @Override
    public BitSet events() {
      return (BitSet) events.clone();
    }
  }

  /** How many there are. */
  int count();

  /**
   * Checks each event by itself, with the prefixes that its document declares. What only holds of
   * the document as a whole is not checked.
   *
   * @param most problems to report
   */
  Rejected rejected(int most);

  /**
   * The document without some of its events, byte for byte but for the commas between them.
   *
   * @param rejected not all of them
   */
  byte[] without(BitSet rejected);
}
