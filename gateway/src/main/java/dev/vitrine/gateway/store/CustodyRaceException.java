package dev.vitrine.gateway.store;

/**
 * Another process has stored a step of the same number for the same instance. Nothing of this
 * transaction is stored; with steps numbered anew it can be tried again.
 */
public final class CustodyRaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CustodyRaceException() {
    super("another process was faster with a step of custody");
  }
}
