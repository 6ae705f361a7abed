package dev.vitrine.gateway.cli;

/** What the command line's exit codes mean, for every command. */
public final class ExitCode {

  /** Valid, or done. */
  public static final int OK = 0;

  /** Checked, and it does not hold. */
  public static final int INVALID = 1;

  /** Not enough is known to say. */
  public static final int CANNOT_TELL = 2;

  /** Asked in a way that makes no sense, or refused to start. */
  public static final int USAGE = 3;

  private ExitCode() {}
}
