package dev.vitrine.adapters.gs1.identifier;

/** Whether an identifier names one thing or a class of them (CBV 2.0). */
public enum Level {
  /** One thing: an item, a load, an asset, a document, a place, a party. */
  INSTANCE,
  /** All items of a GTIN or a lot, all assets of a type, and so on. */
  CLASS
}
