package dev.vitrine.adapters.gs1.identifier;

/** Why a text is no GS1 identifier, or why an identifier has no other form. */
public enum Reason {
  /**
   * Neither an EPC URI nor a link that ends in GS1 keys. Most URIs are that, and nothing is wrong.
   */
  OTHER_URI,
  /** More than {@link Gs1Identifier#MAX_CHARS} characters. */
  TOO_LONG,
  /** An EPC scheme that the Tag Data Standard does not have. */
  SCHEME,
  /** A pattern that stands for more than one class; {@link IdPattern} reads it. */
  PATTERN,
  /** A component is missing, or there is one too many. */
  COMPONENTS,
  /** The GS1 Company Prefix is not of 6 to 12 digits, or the key does not start with one. */
  COMPANY_PREFIX,
  /** A component is empty, too short or too long. */
  LENGTH,
  /** A character outside of the component's set, or one that must be escaped and is not. */
  CHARACTER,
  /** The check digit or check character pair is another. */
  CHECK_DIGIT,
  /** A key qualifier that the primary key does not take, or takes in another place. */
  QUALIFIER,
  /** The length of the GS1 Company Prefix is not known, so no EPC URI can be made. */
  COMPANY_PREFIX_LENGTH_UNKNOWN,
  /** The Tag Data Standard has no EPC URI for this key with these qualifiers. */
  NO_EPC_FORM
}
