package dev.vitrine.proofs.internal.sets;

/** What a set's publisher signs: each of them under a header of its own. */
public enum SetPart {
  /** One element: the message is the element. */
  ELEMENT(0, 1),
  /** A range without elements: the messages are its first and its last number. */
  GAP(1, 2);

  private final int code;
  private final int messages;

  SetPart(int code, int messages) {
    this.code = code;
    this.messages = messages;
  }

  /** The last byte of the signatures' header. */
  public int code() {
    return code;
  }

  /** How many messages are signed. */
  public int messages() {
    return messages;
  }
}
