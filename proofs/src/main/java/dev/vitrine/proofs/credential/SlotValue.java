package dev.vitrine.proofs.credential;

import org.jspecify.annotations.Nullable;

/**
 * A slot's value as a credential says it.
 *
 * @param value a text, or a decimal number in plain notation, exactly
 * @param unit the number's unit, which may be empty; null for a text
 */
public record SlotValue(String value, @Nullable String unit) {
  @Override
  public String toString() {
    return "SlotValue[hidden]";
  }
}
