package dev.vitrine.gateway.embedded;

import java.io.IOException;

/** The gateway does not start; the message says why and what to do, for whoever started it. */
public final class StartupException extends IOException {
  private static final long serialVersionUID = 1L;

  public StartupException(String message) {
    super(message);
  }

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
