package dev.vitrine.proofs.record;

import java.util.List;

/**
 * What a format adapter does: bytes and media type in, typed records or precise problems out.
 *
 * <p>Implementations keep no state, are safe for use by many threads, bound the time and memory a
 * hostile document can cost, and throw nothing else on bad input than what is declared.
 */
public interface RecordFormat {
  /** Every schema that {@link #read} may produce records of. */
  List<Schema> schemas();

  /** Whether this adapter reads {@code mediaType}, given without parameters, in lower case. */
  boolean accepts(String mediaType);

  /**
   * Reads a whole document.
   *
   * @param body the document; must not change afterwards, records refer to parts of it
   * @param mediaType one that {@link #accepts} takes
   * @param party who sent it, for the slot that says so
   * @return its units in order; at least one
   * @throws InvalidDocumentException if any part of it is refused; then none of it may be stored
   */
  List<Submission> read(byte[] body, String mediaType, String party)
      throws InvalidDocumentException;

  /**
   * Every primitive of a record's original, in document order: what the record's {@link
   * Schema#LEAVES} slot was computed from. For a document that {@link #read} produced; gives the
   * same list for ever.
   *
   * @param document as {@link TypedRecord#document()} gave it
   * @param mediaType as {@link TypedRecord#mediaType()} gave it
   */
  List<Element> elements(byte[] document, String mediaType);
}
