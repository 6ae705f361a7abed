package dev.vitrine.adapters.gs1.event;

import java.util.Arrays;

/** The bytes of events and sensor reports as they were sent, by where their JSON stands. */
public interface Slices {
  /** The bytes of what is JSON from {@code start} to {@code end}. */
  byte[] of(int start, int end);

  /**
   * The prefixes that are declared for the event that starts there.
   *
   * @param document those that the document's JSON declares
   */
  Context context(int start, Context document);

  /**
   * Whether the rules of EPCIS's XML Schema hold where its JSON Schema is narrower: a persistent
   * disposition in every event, a sensor report that gives an exception and no type.
   */
  boolean bySchemaOfXml();

  /** Where the JSON is what was sent. */
  static Slices same(byte[] body) {
    return new Slices() {
      @Override
      public byte[] of(int start, int end) {
        return Arrays.copyOfRange(body, start, end);
      }

      @Override
      public Context context(int start, Context document) {
        return document;
      }

      @Override
      public boolean bySchemaOfXml() {
        return false;
      }
    };
  }
}
