package dev.vitrine.adapters.gs1.identifier;

import org.jspecify.annotations.Nullable;

/**
 * Another form of an identifier, or why there is none.
 *
 * @param uri null where there is none
 * @param reason null where there is one
 */
public record Translation(@Nullable String uri, @Nullable Reason reason) {
  static Translation to(String uri) {
    return new Translation(uri, null);
  }

  static Translation none(Reason reason) {
    return new Translation(null, reason);
  }
}
