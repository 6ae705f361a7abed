package dev.vitrine.gateway.facts;

import dev.vitrine.proofs.presentation.Fact;
import java.util.List;

/**
 * A fact that somebody asks for.
 *
 * @param field where in the message it stands, as {@code predicates[0].range}
 * @param places the slots it is about, by the names that were asked for
 * @param fact what is to be proved
 */
public record AskedFact(String field, List<Place> places, Fact fact) {
  /** Copies the list. */
  public AskedFact {
    places = List.copyOf(places);
  }

  /**
   * A slot of a record; an interval's plain name stands for both of its ends.
   *
   * @param record the record's position
   * @param slot the slot's name
   */
  public record Place(int record, String slot) {}
}
