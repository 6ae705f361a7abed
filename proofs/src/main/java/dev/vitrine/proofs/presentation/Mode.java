package dev.vitrine.proofs.presentation;

/** Who a presentation is good for (protocol §6). */
public enum Mode {
  /**
   * For disputes and audits: ties what is shown to an entry of the log. True even if the gateway is
   * dishonest from then on. Two presentations of one record can be linked.
   */
  ANCHORED(1),
  /**
   * Unlinkable: two presentations of one record that show the same can't be tied together, not even
   * by the gateway's key holder. Rests on the gateway's issuer key.
   */
  PRIVATE(2);

  private final int code;

  Mode(int code) {
    this.code = code;
  }

  /** The number that stands for it on the wire. */
  public int code() {
    return code;
  }
}
