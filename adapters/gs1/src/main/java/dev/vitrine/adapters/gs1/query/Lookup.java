package dev.vitrine.adapters.gs1.query;

import java.util.List;

/**
 * What an index can narrow: every event that fulfils the criterion carries at least one of these
 * tags, as {@code gs1.epcis.v1} gives them; not every event with such a tag fulfils it.
 *
 * @param tag the tag's name
 * @param values at least one
 */
public record Lookup(String tag, List<String> values) {
  /**
   * The value of a tag that does not tell all: an event with more of them than are kept carries it
   * too, and one with a word of the sender's own.
   */
  public static final String MORE = "*";

  /** The value of {@code eventDay} for an event whose time is finer than a millisecond. */
  public static final String UNSURE = "*";

  /** Copies the list. */
  public Lookup {
    values = List.copyOf(values);
  }
}
