package dev.vitrine.gateway.audit;

import java.io.IOException;

/** A trust file that is not in its one allowed form: says where and why. */
public final class InvalidTrustFileException extends IOException {
  private static final long serialVersionUID = 1L;

  InvalidTrustFileException(String message) {
    super(message);
  }
}
