package dev.vitrine.adapters.gs1.model;

/** Where in an event an identifier stands (EPCIS 2.0 §7.4). */
public enum Role {
  /** {@code epcList}. */
  EPC("epcList", false),
  /** {@code quantityList}. */
  QUANTITY("quantityList", true),
  /** {@code parentID}. */
  PARENT("parentID", false),
  /** {@code childEPCs}. */
  CHILD("childEPCs", false),
  /** {@code childQuantityList}. */
  CHILD_QUANTITY("childQuantityList", true),
  /** {@code inputEPCList}. */
  INPUT("inputEPCList", false),
  /** {@code inputQuantityList}. */
  INPUT_QUANTITY("inputQuantityList", true),
  /** {@code outputEPCList}. */
  OUTPUT("outputEPCList", false),
  /** {@code outputQuantityList}. */
  OUTPUT_QUANTITY("outputQuantityList", true);

  private final String member;
  private final boolean ofClasses;

  Role(String member, boolean ofClasses) {
    this.member = member;
    this.ofClasses = ofClasses;
  }

  /** The member's name in JSON. */
  public String member() {
    return member;
  }

  /** Whether it holds classes with amounts, not instances. */
  public boolean ofClasses() {
    return ofClasses;
  }
}
