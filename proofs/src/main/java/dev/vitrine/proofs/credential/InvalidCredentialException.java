package dev.vitrine.proofs.credential;

/**
 * A credential that can't be made, accepted or shown as asked: why. Carries no value of the
 * credential.
 */
public final class InvalidCredentialException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidCredentialException(String reason) {
    super(reason);
  }

  /** Why, for people. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
