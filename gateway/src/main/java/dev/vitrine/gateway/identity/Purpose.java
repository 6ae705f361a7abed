package dev.vitrine.gateway.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why data are asked for: the codes of HL7 v3 PurposeOfUse that the gateway knows. */
public enum Purpose {
  /** Treatment. */
  TREAT,
  /** Healthcare payment. */
  HPAYMT,
  /** Healthcare operations. */
  HOPERAT,
  /** Healthcare research. */
  HRESCH,
  /** Public health. */
  PUBHLTH,
  /** Emergency treatment. */
  ETREAT,
  /** Break the glass. */
  BTG;

  /** The purpose of that code; empty for a code not known, which is as good as none. */
  public static Optional<Purpose> of(@Nullable String code) {
    for (Purpose purpose : values()) {
      if (purpose.name().equals(code)) {
        return Optional.of(purpose);
      }
    }
    return Optional.empty();
  }
}
