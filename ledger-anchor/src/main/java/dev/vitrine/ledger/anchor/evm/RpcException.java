package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.json.Json;

/** A node's own refusal: it understood the question and says no. */
final class RpcException extends LedgerException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_MESSAGE = 200;

  private final transient Json data;

  /** With the node's words, of which only harmless characters are kept, and its data. */
  RpcException(String message, Json data) {
    super(harmless(message));
    this.data = data;
  }

  /** Whether the node's words hold this, in small letters. */
  boolean says(String words) {
    return getMessage().toLowerCase(java.util.Locale.ROOT).contains(words);
  }

  /** What a contract's revert returned; null if there was none. */
  Json data() {
    return data;
  }

  private static String harmless(String message) {
    String printable = message.replaceAll("[^ -~]", "?");
    return printable.substring(0, Math.min(printable.length(), MAX_MESSAGE));
  }
}
