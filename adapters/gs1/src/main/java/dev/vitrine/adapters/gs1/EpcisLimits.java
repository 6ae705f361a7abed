package dev.vitrine.adapters.gs1;

/**
 * Every bound of this adapter, in one place. A document over a bound is refused with code {@code
 * limit}; look-up tags over theirs are left out.
 */
public final class EpcisLimits {
  /** Bytes of one document. */
  public static final int DOCUMENT_BYTES = 16 << 20;

  /** Levels of objects and arrays. */
  public static final int DEPTH = 64;

  /** Characters of one string value. */
  public static final int STRING_CHARS = 64 << 10;

  /** Characters of one member name. */
  public static final int NAME_CHARS = 1024;

  /** Characters of one number. */
  public static final int NUMBER_CHARS = 256;

  /** Bytes of one JSON Pointer; also keeps long names from multiplying into every leaf. */
  public static final int POINTER_BYTES = 2048;

  /** Bytes of all leaves of a document together, {@link #LEAF_OVERHEAD} added for each. */
  public static final int LEAF_BYTES = 64 << 20;

  /** What keeping one more byte array costs, about. */
  public static final int LEAF_OVERHEAD = 32;

  /** Events of one document. */
  public static final int EVENTS = 20_000;

  /** Identifiers (EPCs, classes, parents) of one event. */
  public static final int EPCS = 100_000;

  /** Sensor reports of one event. */
  public static final int SENSOR_REPORTS = 10_000;

  /** Sensor reports of one document: each becomes a record, a thousand bytes for a dozen. */
  public static final int DOCUMENT_SENSOR_REPORTS = 50_000;

  /** Attributes of one XML element, declarations of name spaces not counted. */
  public static final int ATTRIBUTES = 256;

  /** Elements and attributes of one event in XML. */
  public static final int XML_NODES = 1 << 20;

  /** Prefixes declared for one event, by the document's context and its own. */
  public static final int PREFIXES = 256;

  /** Characters of the name spaces kept with all events of a document. */
  public static final int CONTEXT_CHARS = 16 << 20;

  /** Problems reported for one document; reading stops there. */
  public static final int PROBLEMS = 20;

  /** {@code epc=} tags of one event: the first so many distinct ones. */
  public static final int EPC_TAGS = 256;

  /** {@code gtin=} and {@code lot=} tags of one event, each. */
  public static final int CLASS_TAGS = 32;

  /** {@code party=} tags of one event. */
  public static final int PARTY_TAGS = 16;

  /** Characters of name spaces that stand for prefixes when a document's events are hashed. */
  public static final int EXPANDED_CHARS = 64 << 20;

  private EpcisLimits() {}
}
