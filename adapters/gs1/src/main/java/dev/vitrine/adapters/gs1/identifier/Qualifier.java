package dev.vitrine.adapters.gs1.identifier;

import org.jspecify.annotations.Nullable;

/** The Application Identifiers that say more precisely which thing a primary key means. */
public enum Qualifier {
  /** Consumer product variant. */
  VARIANT("22", "cpv", Characters.SET_82, 20),
  /** Batch or lot number. */
  LOT("10", "lot", Characters.SET_82, 20),
  /** Serial number of a trade item. */
  SERIAL("21", "ser", Characters.SET_82, 20),
  /** Third-party controlled serialised extension of a GTIN, as tobacco has it. */
  THIRD_PARTY_SERIAL("235", "tpx", Characters.SET_82, 28),
  /** A place within a place. */
  GLN_EXTENSION("254", "glnx", Characters.SET_82, 20),
  /** Unique identification code with extensions. */
  UIC_EXTENSION("7040", null, Characters.SET_82, 4),
  /** Serial number of a component or part. */
  PART_SERIAL("8011", "cpsn", Characters.DIGITS, 12),
  /** Service relation instance. */
  SERVICE_INSTANCE("8019", "srin", Characters.DIGITS, 10),
  /** Reference of a payment slip. */
  PAYMENT_REFERENCE("8020", "refno", Characters.SET_82, 25);

  private static final Qualifier[] ALL = values();

  private final String ai;
  private final @Nullable String shortName;
  private final int set;
  private final int max;

  Qualifier(String ai, @Nullable String shortName, int set, int max) {
    this.ai = ai;
    this.shortName = shortName;
    this.set = set;
    this.max = max;
  }

  /** The Application Identifier. */
  public String ai() {
    return ai;
  }

  int set() {
    return set;
  }

  /** What is wrong with an unescaped value of the right characters; null if nothing is. */
  @Nullable Reason fault(String value) {
    if (value.isEmpty() || value.length() > max) {
      return Reason.LENGTH;
    }
    return switch (this) {
      case PART_SERIAL -> value.length() > 1 && value.charAt(0) == '0' ? Reason.CHARACTER : null;
      case UIC_EXTENSION ->
          value.length() == 4 && Characters.is(value.charAt(0), Characters.DIGITS)
              ? null
              : Reason.LENGTH;
      default -> null;
    };
  }

  /** The qualifier whose Application Identifier or former short name stands there, or null. */
  static @Nullable Qualifier named(String text, int from, int to) {
    int length = to - from;
    for (Qualifier qualifier : ALL) {
      if (matches(qualifier.ai, text, from, length)
          || (qualifier.shortName != null && matches(qualifier.shortName, text, from, length))) {
        return qualifier;
      }
    }
    return null;
  }

  private static boolean matches(String name, String text, int from, int length) {
    return name.length() == length && text.startsWith(name, from);
  }
}
