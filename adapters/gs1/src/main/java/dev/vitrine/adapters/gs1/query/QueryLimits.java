package dev.vitrine.adapters.gs1.query;

/** Every bound of a query, in one place; beyond them it is refused. */
public final class QueryLimits {
  /** Parameters of one query. */
  public static final int PARAMETERS = 64;

  /** Values of one parameter. */
  public static final int VALUES = 1000;

  /** Characters of one value. */
  public static final int VALUE_CHARS = 2048;

  /** Characters of a parameter's name. */
  public static final int NAME_CHARS = 512;

  /** Bytes of a query in JSON. */
  public static final int BYTES = 1 << 20;

  /** Days of a time range that are looked up one by one; a longer range is not. */
  public static final int DAYS = 400;

  private QueryLimits() {}
}
