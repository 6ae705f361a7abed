package dev.vitrine.adapters.gs1.query;

/**
 * A parameter that is unknown, malformed or contradicts another (EPCIS 2.0 §8.2.6). Its message
 * names the parameter and says what to do; it repeats no value.
 */
public final class QueryParameterException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String parameter;

  /** Of the parameter of that name. */
  public QueryParameterException(String parameter, String what) {
    super(shown(parameter) + ": " + what);
    this.parameter = shown(parameter);
  }

  /** The parameter's name, cut to its first characters where it is none. */
  public String parameter() {
    return parameter;
  }

  /** A name can be anything the sender wrote: it is cut, and control characters are left out. */
  private static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), 128); i++) {
      char c = name.charAt(i);
      shown.append(c < ' ' || c == 0x7f ? '?' : c);
    }
    return shown.toString();
  }
}
