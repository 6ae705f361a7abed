package dev.vitrine.gateway.keys.pkcs11;

import java.util.HexFormat;

/** A module or its device refused, or is not there: with the function and the module's code. */
final class Pkcs11Exception extends RuntimeException {
  static final long OBJECT_HANDLE_INVALID = 0x82;
  static final long PIN_INCORRECT = 0xa0;
  static final long PIN_LOCKED = 0xa4;
  static final long USER_ALREADY_LOGGED_IN = 0x100;
  static final long ALREADY_INITIALIZED = 0x191;

  private static final long serialVersionUID = 1L;

  private final long code;

  Pkcs11Exception(String message) {
    super(message);
    this.code = -1;
  }

  Pkcs11Exception(String message, Throwable cause) {
    super(message, cause);
    this.code = -1;
  }

  Pkcs11Exception(String function, long code) {
    super(function + " gave " + name(code));
    this.code = code;
  }

  /** CK_RV, or -1 if no function was called. */
  long code() {
    return code;
  }

  /** The PIN was refused: trying it again and again would lock the token. */
  boolean ofThePin() {
    return code == PIN_INCORRECT || code == PIN_LOCKED;
  }

  private static String name(long code) {
    if (code == PIN_INCORRECT) {
      return "CKR_PIN_INCORRECT";
    }
    return code == PIN_LOCKED
        ? "CKR_PIN_LOCKED"
        : "the code 0x" + HexFormat.of().toHexDigits(code, 8);
  }
}
