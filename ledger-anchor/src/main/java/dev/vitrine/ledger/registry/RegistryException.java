package dev.vitrine.ledger.registry;

import dev.vitrine.ledger.LedgerException;

/** A statement about keys that can't be read, or that contradicts those before it. */
public final class RegistryException extends LedgerException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and of which key. */
  public RegistryException(String message) {
    super(message);
  }
}
