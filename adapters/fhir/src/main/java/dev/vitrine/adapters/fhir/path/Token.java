package dev.vitrine.adapters.fhir.path;

/**
 * One word of an expression.
 *
 * @param kind what it is
 * @param text its characters, with delimiters taken off and escapes resolved
 * @param position its first character
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    /** A plain identifier or keyword. */
    WORD,
    /** An identifier between back-ticks: never a keyword. */
    DELIMITED,
    /** {@code $this} and the like, without the {@code $}. */
    DOLLAR,
    /** A name after {@code %}. */
    EXTERNAL,
    STRING,
    NUMBER,
    /** A date, time or both, without the {@code @}. */
    MOMENT,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }
}
