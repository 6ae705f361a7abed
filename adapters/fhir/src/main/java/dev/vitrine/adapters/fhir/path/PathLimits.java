package dev.vitrine.adapters.fhir.path;

/** Every bound on what an expression may cost, in one place. {@code docs/fhir.md} lists them. */
public final class PathLimits {
  /** Characters of an expression. */
  public static final int LENGTH = 2_000;

  /** Operators, calls and brackets inside one another. */
  public static final int DEPTH = 32;

  /** Names, literals, operators and calls of an expression. */
  public static final int NODES = 500;

  /** Items looked at, or compared, in one evaluation. */
  public static final int STEPS = 2_000_000;

  /** Characters that one evaluation's functions on strings may make. */
  public static final int TEXT = 1 << 20;

  private PathLimits() {}
}
