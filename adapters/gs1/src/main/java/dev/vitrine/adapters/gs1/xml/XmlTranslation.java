package dev.vitrine.adapters.gs1.xml;

/**
 * A document in JSON, with where its parts stand in the XML.
 *
 * @param json UTF-8
 */
record XmlTranslation(byte[] json, SliceList slices) {}
