package dev.vitrine.proofs.record;

/** What may be done with a slot towards a consumer; in order from least to most. */
public enum Disclosure {
  /** Neither its value nor a fact about it. */
  HIDE(0),
  /** Facts about it may be proved; its value stays hidden. */
  PROVE(1),
  /** Its value may be shown, and facts proved. */
  SHOW(2);

  private final int code;

  Disclosure(int code) {
    this.code = code;
  }

  /** The number that stands for it on the wire. */
  public int code() {
    return code;
  }

  /**
   * What {@code code} stands for.
   *
   * @throws IllegalArgumentException if nothing
   */
  public static Disclosure ofCode(long code) {
    for (Disclosure value : values()) {
      if (value.code == code) {
        return value;
      }
    }
    throw new IllegalArgumentException("unknown code " + code);
  }
}
